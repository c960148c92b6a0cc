"""What must the list keep to? Rules in force and expired, and how to change them."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from graphlib.introductions.rule_files import rules_csv
from graphlib.introductions.rulebook import Must, Never, OnColumn, Rule, RuleBook, as_record, summary
from graphlib.introductions.rules import gaps, unmet
from graphlib.network import Network
from graphlib.translation import Message
from pages.parts import cache, messages, session, tables
from pages.parts.introductions import rule_adding, rule_importing, rulebook

__all__ = ["sentence", "show"]

_FIRST = 30
"""Rules shown at once; further ones on request."""


def show(network: Network) -> None:
    """Show the rules of the open programme, and let the user change them."""
    t = session.translator()
    book, held = rulebook.book(), rulebook.current(network)
    messages.finding(summary(held).text(t.language))
    _done()
    seen = rulebook.seen()
    names = dict(zip(network.ids, network.actors["name"], strict=True))
    remarks = cache.once(_remarks, network, held)
    _listed([rule for rule in book.rules if rule in held.rules], names, remarks, seen, "held")
    resting = [rule for rule in book.rules if rule not in held.rules]
    if resting:
        with st.expander(t("rules.resting", count=len(resting))):
            _listed(resting, names, _rests(network, book), seen, "resting")
    rule_adding.show(network, seen)
    rule_importing.show(network, book, seen)
    if len(book):
        st.download_button(
            t("rules.export"),
            lambda: rules_csv(book, network, language=t.language),
            file_name="rules.csv",
            mime="text/csv",
            icon=":material/download:",
            key="rules_export",
            on_click="ignore",
        )
    if session.is_example():
        st.caption(t("rules.example"))
    messages.small_print(t("rules.small_print"), methods=False)


def sentence(rule: Rule, names: Mapping[str, str]) -> str:
    """Say a rule, by the names of its organisations."""
    t = session.translator()
    if isinstance(rule, OnColumn):
        return t(f"rules.says.{rule.kind}", column=tables.header(rule.column))
    ends = [messages.short(str(names.get(actor, actor))) for actor in rule.actors]
    if len(ends) == 1:
        return t("rules.says.never_one", name=ends[0])
    return t(f"rules.says.{rule.kind}_pair", first=ends[0], second=ends[1])


def _done() -> None:
    """Say what was just done, with the way back."""
    last, t = rulebook.done(), session.translator()
    if last is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(messages.escaped(last.text.text(t.language)), icon=":material/check:")
        if last.back is not None:
            st.button(t("rules.undo"), icon=":material/undo:", key="rules_undo", on_click=rulebook.undo)


def _remarks(network: Network, held: RuleBook) -> dict[Rule, list[Message]]:
    """Say what each rule in force cannot do."""
    found: dict[Rule, list[Message]] = {asked: [said] for asked, said in unmet(network, held).items()}
    for gap in gaps(network, held):
        found[OnColumn("in_common", gap.column)] = [gap.message]
    return found


def _rests(network: Network, book: RuleBook) -> dict[Rule, list[Message]]:
    """Say why each rule does not hold today."""
    known, open_ = book.known_to(network).rules, book.holding(rulebook.today()).rules
    return {
        rule: [
            *([] if rule in open_ else [Message("rules.expired")]),
            *([] if rule in known else [Message("rules.gone")]),
        ]
        for rule in book.rules
    }


def _listed(
    rules: list[Rule],
    names: Mapping[str, str],
    remarks: Mapping[Rule, list[Message]],
    seen: Mapping[str, int],
    key: str,
) -> None:
    """List rules, the first few at once, each with the way to withdraw it."""
    t = session.translator()
    shown = session.state(f"rules_shown:{key}", _FIRST)
    for rule in rules[:shown]:
        _entry(rule, names, remarks.get(rule, []), seen)
    left = len(rules) - shown
    if left > 0 and st.button(t("rules.more", count=left), key=f"rules_more:{key}"):
        session.keep(f"rules_shown:{key}", len(rules))
        st.rerun()


def _entry(rule: Rule, names: Mapping[str, str], remarks: list[Message], seen: Mapping[str, int]) -> None:
    """Show one rule: what it says, why, until when, and what it cannot do."""
    t, said = session.translator(), sentence(rule, names)
    subject = as_record(rule)[0]
    with st.container(
        border=True, horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        lines = [f"**{messages.escaped(said)}**"]
        if isinstance(rule, Never | Must):
            lines += [messages.escaped(rule.reason)] if rule.reason else []
            lines += [messages.escaped(t("rules.until", day=rule.until))] if rule.until else []
        lines += [f"*{messages.escaped(remark.text(t.language))}*" for remark in remarks]
        st.markdown("  \n".join(lines))
        st.button(
            t("rules.withdraw"),
            key=f"rule_withdraw:{subject}",
            icon=":material/delete:",
            type="tertiary",
            width="content",
            on_click=rulebook.change,
            args=(RuleBook(), RuleBook.of([rule]), Message("rules.withdrawn", rule=said), seen),
        )
