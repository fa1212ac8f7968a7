"""Translations of a question by moderators: one for each language but its own.

A translation is of one wording. When the question is edited afterwards it is out of date: it stays
for the moderators to look over, and nobody else sees it, because what an edit took out must not
stay readable in another language. Saving it again, changed or not, makes it one of the wording as
it stands.
"""

from collections.abc import Sequence

from server.debate import commands as c
from server.debate import events as e
from server.debate.actors import Actor
from server.debate.deciding.overtaken import refuse_change
from server.debate.deciding.submitting import checked_text
from server.debate.deciding.touching import touch
from server.debate.refusals import Rejected
from server.debate.state import Debate, Question, Touched, Wording
from server.language.languages import Spoken


def translate(
    debate: Debate, command: c.TranslateQuestion, question: Question, actor: Actor
) -> Sequence[e.Event]:
    """Without a text the translation goes. Raises Rejected: `malformed` for its own language,
    `wrong_state` when the wording or the translation is another by now, and as the text does."""
    language = command.lang
    if language_of(question.lang) == language:
        raise Rejected("malformed", why="the question is in that language - at `$.lang`")
    if command.of is not None and command.of != question.text:
        refuse_change(debate, question, lambda one: one.text, "edit")
    if command.was is not None and command.was != _text(question, language):
        refuse_change(debate, question, lambda one: _text(one, language), "translate")
    text = wanted = None
    if command.text is not None:
        text = checked_text(command.text, debate.limits.max_length)
        wanted = Wording(text, question.text)
    if wanted == question.translations.get(language):
        return []
    return [e.QuestionTranslated(question=question.id, lang=language, text=text)]


def translated(debate: Debate, event: e.QuestionTranslated, entry: e.Entry) -> Touched:
    """Kept with the wording that it is of."""
    question = debate.questions[event.question]
    others = {lang: one for lang, one in question.translations.items() if lang != event.lang}
    made = {} if event.text is None else {event.lang: Wording(event.text, question.text)}
    debate.change(event.question, translations=dict(sorted((others | made).items())))
    return touch(debate, event.question)


def language_of(tag: str) -> str:
    """The language of a tag, without script and region."""
    return tag.partition("-")[0].lower()


def _text(question: Question, language: Spoken) -> str:
    translation = question.translations.get(language)
    return "" if translation is None else translation.text
