from textstats.text.stop_words import STOP_WORDS

# Words that lists in circulation drop, and that political, scientific or legal prose is about.
CONTENT = """state states system work works working world order orders member members group groups problem problems
number numbers case cases part parts place places point points power interest interests fact facts area areas year years
man men woman women people person right rights need needs use used new old good great small large long young high big
full general important possible necessary certain sure clear different early late open present second third end ends way
ways thing things side sides room kind kinds turn face make made makes give given take taken see seen say said says know
known think thought want wanted go gone come came get got find found show showed ask asked become became hold keep kept
let little bill cry fire mine-worker system interesting computer sincere thick thin top bottom front back""".split()


def test_no_word_of_content_is_a_stop_word() -> None:
    assert STOP_WORDS.isdisjoint(CONTENT)


def test_the_words_of_grammar_are_there() -> None:
    assert STOP_WORDS.issuperset(
        "the of and to in a that was is not as it for on by but with or this from he their which".split()
    )


def test_forms_are_types() -> None:
    from textstats.text.token_rule import type_of

    assert all(type_of(word) == word for word in STOP_WORDS)
