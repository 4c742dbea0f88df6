"""Repairs of noun phrases."""

from __future__ import annotations

from dragoman.language.reading import Reading, Sentence, Token
from dragoman.language.repairs.tree import move, take_place
from dragoman.language.tables import words

__all__ = [
    "beside_time",
    "joined_nouns",
    "lent_relative",
    "listed_names",
    "those_meeting",
    "titled_person",
    "visiting_person",
]

HOW_LONG = frozenset({"for", "on", "after", "in", "during", "since"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
BEFORE = ("det", "poss", "amod", "compound", "nummod", "predet")


def joined_nouns(reading: Reading, sentence: Sentence) -> bool:
    """ "The army and ethnic Albanian rebels", "President Trump and Melania Trump": two parties, not one of a long name."""
    for last in reading.tokens[sentence.first : sentence.last]:
        for first in list(reading.children(last.i, "nmod", "compound")):
            link = _link(reading, first, last)
            if link is None or not _stands_alone(reading, first, last) or _is_parallel(reading, link, last):
                continue
            ahead = [c for c in reading.children(last.i, *BEFORE) if c.i < first.i]
            names = [c for c in reading.children(first.i, "conj") if link.i < c.i < last.i]
            if not take_place(reading, sentence, first, last, "conj"):
                continue
            for token in ahead:
                move(reading, token, first, token.dep)
            for token in names:
                move(reading, token, last, "compound")
            return move(reading, link, first, "cc")
    return False


def listed_names(reading: Reading, sentence: Sentence) -> bool:
    """ "Chad, the Sudan and the African Union have accepted": three parties, not one and what it is called.

    What one is called is closed by a comma too: "Mr. Smith, President and Chairman, said".
    """
    for second in reading.tokens[sentence.first : sentence.last]:
        first = reading.tokens[second.head]
        if second.dep != "appos" or first.pos != "PROPN" or first.i >= second.i:
            continue
        third = next((c for c in reading.children(second.i, "conj") if c.pos == "PROPN"), None)
        joined = third is not None and any(c.lower == "and" for c in reading.children(second.i, "cc"))
        if third is None or not joined or not _is_name(reading, second) or not _is_name(reading, third):
            continue
        if third.right + 1 < sentence.last and reading.tokens[third.right + 1].text not in (",", "(", "-", "–", "—"):
            return move(reading, second, first, "conj")
    return False


def titled_person(reading: Reading, sentence: Sentence) -> bool:
    """ "The governor of Sakhalin, Oleg Petrenko, said": he is the governor, and not what Sakhalin is called."""
    for name in reading.tokens[sentence.first : sentence.last]:
        if name.dep != "appos" or name.pos != "PROPN" or not _is_person(reading, name):
            continue
        place = reading.tokens[name.head]
        title = place
        while title.dep == "pobj" and reading.tokens[title.head].dep == "prep":
            title = reading.tokens[reading.tokens[title.head].head]
            if title.tag != "NN" or title.lemma not in words("titles"):
                continue
            if any(True for _ in reading.children(title.i, "appos")) or place.lemma in words("titles"):
                break
            return move(reading, name, title, "appos")
    return False


def _is_person(reading: Reading, token: Token) -> bool:
    """Whether a token ends the name of a person between commas."""
    label = reading.entities[token.entity].label if token.entity >= 0 else ""
    first = next(reading.children(token.i, "compound"), token)
    full = first.i < token.i and first.pos == "PROPN" and first.left == token.left
    return label == "PERSON" or (full and label not in PLACES)


def beside_time(reading: Reading, sentence: Sentence) -> bool:
    """ "Conferred for three hours with the envoy", "met Friday with Eden": whom they met goes with the verb, not with how
    long or when.
    """
    for word in reading.tokens[sentence.first : sentence.last]:
        time = reading.tokens[word.head]
        if word.lower != "with" or word.dep != "prep" or time.lemma.lower() not in words("time_nouns"):
            continue
        above = reading.tokens[time.head]
        verb = reading.tokens[above.head] if time.dep == "pobj" and above.lower in HOW_LONG else above
        if verb.pos == "VERB" and time.dep in ("pobj", "npadvmod"):
            return move(reading, word, verb, "prep")
    return False


def those_meeting(reading: Reading, sentence: Sentence) -> bool:
    """ "NATO ambassadors meeting in Brussels authorized strikes": they did, and no meeting; but "the foreign ministers
    meeting in Brussels ended" and "a ministers meeting was put off".
    """
    for word in reading.tokens[sentence.first + 1 : sentence.last]:
        people = reading.tokens[word.i - 1]
        if word.lower != "meeting" or word.dep not in ("nsubj", "nsubjpass") or people.tag not in ("NNS", "NNPS"):
            continue
        where = any(c.i == word.i + 1 for c in reading.children(word.i, "prep"))
        if people.head != word.i or people.dep not in ("compound", "nsubj") or not where:
            continue
        ahead = [c for c in reading.children(word.i, *BEFORE) if c.i < people.i]
        verb = reading.tokens[word.head]
        singular = any(c.lower in ("a", "an", "this") for c in ahead) or any(
            t.lower in ("was", "is", "has") or t.tag == "VBZ"
            for t in (verb, *reading.children(verb.i, "aux", "auxpass"))
        )
        if singular or verb.lemma in words("resuming"):
            continue
        if not take_place(reading, sentence, people, word, "acl"):
            return False
        word.tag, word.pos, word.lemma = "VBG", "VERB", "meet"
        for token in ahead:
            move(reading, token, people, token.dep)
        return True
    return False


def _is_name(reading: Reading, token: Token) -> bool:
    """Whether a token ends a name, and is no title (`President and Chairman`)."""
    named = any(c.pos == "PROPN" for c in reading.children(token.i, "compound"))
    letters = token.text.isupper() and len(token.text) > 1
    return letters or (token.pos == "PROPN" and (named or token.lemma not in words("people")))


def _link(reading: Reading, first: Token, last: Token) -> Token | None:
    """The "and" between two nouns."""
    between = reading.tokens[first.i + 1 : last.i]
    return next((t for t in between if t.dep == "cc" and t.lower == "and" and t.head in (first.i, last.i)), None)


def _stands_alone(reading: Reading, token: Token, last: Token) -> bool:
    """Whether a noun is a party by itself: a name with its title before another name, or a word for people."""
    if token.pos == "PROPN":
        if token.i == 0:
            return False
        before = reading.tokens[token.i - 1]
        titled = before.dep == "compound" and before.head in (token.i, last.i) and before.sentence == token.sentence
        return last.pos == "PROPN" and titled
    return token.pos == "NOUN" and token.lemma in words("people")


def _is_parallel(reading: Reading, link: Token, last: Token) -> bool:
    """ "Police and army chiefs": both words before the last say whose the chiefs are."""
    between = [t for t in reading.children(last.i, "compound", "nmod") if t.i > link.i]
    return any(t.lemma in words("people") for t in between)


def visiting_person(reading: Reading, sentence: Sentence) -> bool:
    """ "As visiting President Macron lobbied him": he visits and he lobbies; nobody visits him."""
    for word in reading.tokens[sentence.first : sentence.last - 2]:
        if word.lower != "visiting" or word.tag != "VBG":
            continue
        person = next((c for c in reading.children(word.i, "dobj") if c.pos == "PROPN" and c.i > word.i), None)
        if person is None or person.right + 1 >= sentence.last or person.left != word.i + 1:
            continue
        verb = reading.tokens[person.right + 1]
        if verb.tag not in ("VBD", "VBZ") or any(True for _ in reading.children(verb.i, "nsubj", "nsubjpass")):
            continue
        joins = reading.tokens[word.head]
        if not move(reading, person, verb, "nsubj"):
            continue
        move(reading, word, person, "amod")
        word.pos, word.tag = "ADJ", "JJ"
        if joins.lower in ("as", "while", "after", "before", "since") and joins.dep == "prep":
            move(reading, joins, verb, "mark")
        return True
    return False


def lent_relative(reading: Reading, sentence: Sentence) -> bool:
    """ "Meetings Trump held with both": the name before the verb is its subject, and what was held stands before that."""
    for verb in reading.tokens[sentence.first + 2 : sentence.last]:
        name = reading.tokens[verb.head]
        if verb.tag not in ("VBD", "VBN") or verb.dep not in ("acl", "relcl") or name.i != verb.i - 1:
            continue
        if name.pos != "PROPN" or name.dep not in ("npadvmod", "appos", "dep") or name.left == sentence.first:
            continue
        noun = reading.tokens[name.left - 1]
        if noun.tag not in ("NN", "NNS") or any(True for _ in reading.children(verb.i, "dobj", "agent", "auxpass")):
            continue
        if move(reading, verb, noun, "relcl") and move(reading, name, verb, "nsubj"):
            verb.tag, verb.pos = "VBD", "VERB"
            return True
    return False
