"""What is sent to a guest's office: the link, and what can be done by it."""

import contextlib

from server.archive.written import due
from server.debate.refusals import Rejected
from server.debate.state import Debate
from server.limits.letters import A_DAY, A_DAY_TO_ONE
from server.mail.letters import letter
from server.store import AnswerLink, Full
from server.store.mails import Bound
from server.web.dependencies import dependencies
from server.web.organisations.letters import MailTo
from server.web.words.formats import Formats
from server.web.words.i18n import pick

ANSWERS = "answers"


async def send_answer_link(
    to: MailTo, debate: Debate, link: AnswerLink, address: str, again: bool
) -> bool:
    """Queue it; whether there was room. `again`: it reminds them."""
    known, tag = dependencies(), to.tag
    t, title = known.catalogue.t, pick(debate.title, tag)[0]
    name, count = debate.guests[link.guest].name, len(due(debate, link.guest))
    parts = (
        t(tag, "answers.letter_text", title=title, name=name),
        t(tag, "answers.letter_count", count=count),
        address,
        t(tag, "answers.letter_end", date=Formats(tag).moment(link.ends_at)),
        t(tag, "answers.letter_again") if again else "",
    )
    subject = t(tag, "answers.letter_reminder" if again else "answers.letter_subject", title=title)
    text = "\n\n".join(part for part in parts if part) + "\n"
    path = await known.store.memberships.path_of(debate.code)
    with contextlib.suppress(Full, Rejected):
        known.letters.take(path.organisation, to.address)
        now = known.clock.now()
        sent = letter(to.address, subject, text)
        bound = Bound(path.organisation, A_DAY, A_DAY_TO_ONE)
        await known.store.mails.add(ANSWERS, link.id, sent, now, link.ends_at, bound)
        return True
    return False
