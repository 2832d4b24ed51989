"""Small schemes: by hand, and at random for property tests."""

from typing import Any

from hypothesis import strategies as st

Content = dict[str, Any]
TIERS = ["basic", "further"]
FACTS = ["requests_answered", "closings"]


def standard(slug: str, **more: Any) -> Content:
    plain = {"tier": "basic", "scale": "scale", "mandatory": False, "minors": False, "optional": False}
    return {"slug": slug, **plain, "weight": 1, "evidence": [], "facts": [], **more}


def content_of(requirements: list[Content], levels: list[Content], **more: Any) -> Content:
    """A whole scheme around requirements and levels, in French and English."""
    content: Content = {
        "tiers": TIERS,
        "scales": [
            {
                "slug": "scale",
                "met": "done",
                "steps": [
                    {"slug": "nothing", "points": 0},
                    {"slug": "done", "points": 2},
                    {"slug": "shown", "points": 3},
                ],
            }
        ],
        "kinds": [{"slug": "paper"}],
        "gates": [],
        "levels": levels,
        "requirements": requirements,
        **more,
    }
    content["texts"] = {code: words(content, code) for code in ("fr", "en")}
    return content


def words(content: Content, code: str) -> Content:
    def label(slug: str) -> Content:
        return {"label": f"{slug} {code}", "description": ""}

    return {
        "title": f"Scheme {code}",
        "introduction": "",
        "source": "",
        "fees": "",
        "tiers": {slug: label(slug) for slug in content["tiers"]},
        "scales": {
            scale["slug"]: {
                "label": f"Scale {code}",
                "steps": {step["slug"]: label(step["slug"]) for step in scale["steps"]},
            }
            for scale in content["scales"]
        },
        "kinds": {kind["slug"]: {"label": f"Paper {code}", "hint": ""} for kind in content["kinds"]},
        "gates": {gate["slug"]: f"{gate['slug']} {code}" for gate in content["gates"]},
        "levels": {level["slug"]: label(level["slug"]) for level in content["levels"]},
        "requirements": {each["slug"]: label(each["slug"]) for each in content["requirements"]},
        "standards": {
            one["slug"]: {"label": f"{one['slug']} {code}", "guidance": ""}
            for each in content["requirements"]
            for one in each["standards"]
        },
    }


@st.composite
def standards(draw: st.DrawFn, slug: str) -> Content:
    facts = draw(st.lists(st.sampled_from(FACTS), max_size=1))
    return standard(
        slug,
        tier=draw(st.sampled_from(TIERS)),
        mandatory=draw(st.booleans()),
        minors=draw(st.integers(0, 4)) == 0,
        optional=draw(st.integers(0, 4)) == 0,
        weight=draw(st.integers(1, 3)),
        facts=[{"fact": fact, draw(st.sampled_from(["at_least", "at_most"])): 50} for fact in facts],
    )


def rules(earlier: list[str]) -> st.SearchStrategy[Content]:
    tiers = st.lists(st.sampled_from(TIERS), min_size=1, unique=True)
    percents = st.sampled_from([0, 1, 50, 60, 67, 80, 100])
    kinds: list[st.SearchStrategy[Any]] = [
        st.fixed_dictionaries({"rule": st.just("all_of"), "tiers": tiers}),
        st.fixed_dictionaries({"rule": st.just("n_of"), "tiers": tiers, "at_least": st.integers(0, 4)}),
        st.fixed_dictionaries(
            {"rule": st.just("percent"), "overall": percents, "each_requirement": percents}
        ),
        st.fixed_dictionaries(
            {
                "rule": st.just("requirements"),
                "at_least": st.integers(1, 3),
                "tiers": st.one_of(st.just([]), tiers),
            }
        ),
    ]
    if earlier:
        kinds.append(
            st.fixed_dictionaries(
                {"rule": st.just("months"), "level": st.sampled_from(earlier), "months": st.integers(1, 12)}
            )
        )
    return st.one_of(kinds)


@st.composite
def schemes(draw: st.DrawFn, *, most_rules: int = 2, most_levels: int = 2) -> Content:
    """Up to three requirements of up to two standards: few enough to try everything."""
    requirements: list[Content] = []
    for n in range(draw(st.integers(1, 3))):
        rows = [draw(standards(f"r{n}_s{m}")) for m in range(draw(st.integers(1, 2)))]
        requirements.append({"slug": f"r{n}", "optional": draw(st.integers(0, 4)) == 0, "standards": rows})
    levels: list[Content] = []
    for n in range(draw(st.integers(1, most_levels))):
        earlier = [level["slug"] for level in levels]
        level: Content = {
            "slug": f"l{n}",
            "rules": draw(st.lists(rules(earlier), min_size=1, max_size=most_rules)),
        }
        if earlier and draw(st.booleans()):
            level["after"] = earlier[-1]
        levels.append(level)
    return content_of(requirements, levels)


@st.composite
def cases(draw: st.DrawFn, content: Content) -> dict[str, Any]:
    """Answers, facts and the rest of what is known of a programme."""
    steps = ["nothing", "done", "done", "shown", "not_applicable", None]
    said = {
        one["slug"]: draw(st.sampled_from(steps))
        for each in content["requirements"]
        for one in each["standards"]
    }
    return {
        "answers": {slug: step for slug, step in said.items() if step},
        "facts": draw(st.dictionaries(st.sampled_from(FACTS), st.sampled_from([0, 50, 100]))),
        "minors": draw(st.booleans()),
        "months": {level["slug"]: draw(st.integers(0, 12)) for level in content["levels"]},
    }
