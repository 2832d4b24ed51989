"""Nobody's change is lost when several people write: held against every order of what can happen."""

from hypothesis import given
from hypothesis import strategies as st

from ithaca.seals.merging import Said, merged

texts = st.sampled_from(["", "a", "b", "c"])
said = st.builds(Said, step=texts, words=texts)


@given(base=said, mine=said, theirs=said)
def test_each_part_is_mine_where_only_i_changed_it_theirs_where_they_did_and_told_where_both(
    base: Said, mine: Said, theirs: Said
) -> None:
    found = merged(base=base, mine=mine, theirs=theirs)
    clash = False
    for part in ("step", "words"):
        before, my, their = (getattr(each, part) for each in (base, mine, theirs))
        kept = getattr(found.said, part)
        if my == before:
            assert kept == their
        elif their == before:
            assert kept == my
        else:
            assert kept == their
            clash |= my != their
    assert found.both == clash
