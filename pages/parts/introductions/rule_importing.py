"""Rules from a list that people keep: what it holds, what it would change, and every fault."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from graphlib.errors import InputError
from graphlib.introductions.rule_files import read_rules
from graphlib.introductions.rulebook import Must, Never, RuleBook
from graphlib.network import Network
from graphlib.translation import Message
from pages.parts import messages, session, tables
from pages.parts.introductions import rulebook

__all__ = ["show"]


def show(network: Network, book: RuleBook, seen: Mapping[str, int]) -> None:
    """Take a list of rules in."""
    t = session.translator()
    with st.expander(t("rules.import.title"), icon=":material/upload_file:"):
        st.write(t("rules.import.how"))
        file = st.file_uploader(
            t("rules.import.file"),
            type=["csv", "tsv", "txt", "xlsx", "ods"],
            key=f"rules_file:{session.state('rules_files', 0)}",
        )
        if file is None:
            return
        try:
            read = read_rules(file.getvalue(), file=file.name, network=network)
        except InputError as error:
            st.error(t("rules.import.faults", count=len(error.problems)), icon=":material/error:")
            messages.problems(error.problems, "rules_faults")
            return
        _preview(network, read, book, seen)


def _preview(network: Network, read: RuleBook, book: RuleBook, seen: Mapping[str, int]) -> None:
    """Show what a list would change, and let the user agree."""
    t = session.translator()
    known = {*book.rules}
    fresh = RuleBook.of(rule for rule in read.rules if rule not in known)
    same = len(read) - len(fresh)
    if same:
        st.write(t("rules.import.same", count=same))
    if not len(fresh):
        st.write(t("rules.import.nothing"))
        return
    st.write(t("rules.import.fresh", count=len(fresh)))
    tables.show(_frame(network, fresh), "rules_preview")
    st.button(
        t("rules.import.button", count=len(fresh)),
        type="primary",
        key="rules_import",
        on_click=_take,
        args=(fresh, seen),
    )


def _take(fresh: RuleBook, seen: Mapping[str, int]) -> None:
    """Write the rules of a list down."""
    rulebook.change(fresh, RuleBook(), Message("rules.added", count=len(fresh)), seen)
    session.keep("rules_files", session.state("rules_files", 0) + 1)


def _frame(network: Network, rules: RuleBook) -> pd.DataFrame:
    """Put rules into a table, by the names of their organisations."""
    t = session.translator()
    names = dict(zip(network.ids, network.actors["name"], strict=True))
    rows = []
    for rule in rules.rules:
        row = {"rule": t(f"rules.word.{rule.kind}"), "first": "", "second": "", "reason": "", "until": ""}
        if isinstance(rule, Never | Must):
            ends = [str(names.get(actor, actor)) for actor in rule.actors]
            row |= dict(zip(("first", "second"), ends, strict=False))
            row |= {"reason": rule.reason, "until": rule.until or ""}
        else:
            row["first"] = tables.header(rule.column)
        rows.append(row)
    frame = pd.DataFrame(rows)
    return frame.rename(columns={name: t(f"rules.import.{name}") for name in frame})
