"""The share of ties across groups, beside what random labels give."""

from __future__ import annotations

from graphlib.homophily.known import known_ties
from graphlib.network import Network

__all__ = ["cross_sector_share", "cross_sector_share_expected", "freeman_segregation"]


def cross_sector_share(network: Network, *, by: str = "sector") -> float:
    """Give the share of ties that join two groups.

    ``cross / m`` with ``cross`` the ties whose ends are of different groups and m all ties.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.

    Returns
    -------
    float
        0 to 1; NaN where no tie joins two actors of known group. Cost: m.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    Warnings
    --------
    The share follows from the groups' sizes in the first place: compare it with
    `cross_sector_share_expected`, not with one half.
    """
    known = known_ties(network, by)
    ties = len(known.ends)
    return float(1 - known.inside().sum() / ties) if ties else float("nan")


def cross_sector_share_expected(network: Network, *, by: str = "sector") -> float:
    """Give the share of ties that would join two groups, were groups dealt out at random.

    ``1 - sum n_s (n_s - 1) / (n (n - 1))`` over the n actors of known group.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.

    Returns
    -------
    float
        0 to 1; NaN under two actors of known group. It does not depend on the ties. Cost: n.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    Warnings
    --------
    It is what blind chance would give, not what would be good.
    """
    return known_ties(network, by).share_across_expected


def freeman_segregation(network: Network, *, by: str = "sector") -> float:
    """Tell by which share ties across groups fall short of what random labels give.

    ``(E[cross] - cross) / E[cross]`` with ``E[cross] = m (n^2 - sum n_s^2) / (n (n - 1))`` [1]_.

    Parameters
    ----------
    network
        Read as undirected and unweighted.
    by
        Column of ``network.actors`` that names each actor's group. Actors of unknown group and
        their ties are left out.

    Returns
    -------
    float
        1 when no tie crosses, 0 as by chance, below 0 when more cross; NaN without ties or
        with one group. Cost: m.

    Raises
    ------
    UnknownNameError
        If ``by`` is no column of ``network.actors``.

    Warnings
    --------
    The figure has no test of chance: for that see `silos`. Where all ties but a few touch one group,
    it tells about that group alone.

    References
    ----------
    .. [1] Freeman, L. C. (1978). Segregation in social networks. Sociological Methods and
       Research 6(4), 411-429.
    """
    expected = cross_sector_share_expected(network, by=by)
    return 1 - cross_sector_share(network, by=by) / expected if expected > 0 else float("nan")
