"""PLEDGE: anybody promises a part of what a supply drive collects."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.messaging.prompts import Choice
from app.messaging.reply import say_unclear
from app.messaging.say import Phrase, phrase, say
from app.supplies.amounts import sane
from app.supplies.drive import Gift, Given, drive_by_reference, pledge_to_drive
from app.supplies.words import goods_words
from app.volunteers.enrol import Enrolment, enrol_volunteer
from app.volunteers.find import volunteer_of

COMMAND = "pledge"
EXAMPLE = "K7F3"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Take the promise; who gives for the first time becomes a helper off duty.

    A drive's code is public, so that anybody may text it; another case's reveals nothing here.
    """
    reference, amount = situation.reply.reference, sane(situation.reply.amount)
    if reference is None:
        await _say(session, situation, phrase("pledge.how", case=EXAMPLE))
        return None
    report_id = await drive_by_reference(session, situation.incident_id, reference)
    if report_id is None:
        who, now = situation.person.id, situation.now
        choice = Choice(None)
        await say_unclear(session, situation.incident, choice, situation.reply, contact_id=who, now=now)
        return None
    if amount is None:
        await _say(session, situation, phrase("pledge.how", case=reference), report_id=report_id)
        return report_id
    gift = await pledge_to_drive(
        session,
        situation.incident,
        report_id,
        volunteer_id=await _helper(session, situation),
        contact_id=situation.person.id,
        amount=amount,
        now=situation.now,
    )
    await _say(session, situation, thanks(gift, reference), report_id=report_id)
    return report_id


def thanks(gift: Gift, reference: str) -> Phrase:
    """Say what became of a promise."""
    if gift.given is Given.ENDED:
        return phrase("pledge.ended", case=reference)
    if gift.given is Given.FULL or gift.line is None:
        return phrase("pledge.full", case=reference)
    goods = goods_words(gift.line.item, gift.line.unit)
    return phrase("pledge.thanks", n=gift.amount, goods=goods, case=reference)


async def _helper(session: AsyncSession, situation: Situation) -> int:
    known = await volunteer_of(session, situation.incident_id, situation.person.id)
    if known is not None:
        return known.id
    words = situation.message.text
    enrolment = Enrolment(contact_id=situation.person.id, skills=(), words=words, located=None, on_duty=False)
    return await enrol_volunteer(session, situation.incident_id, enrolment, now=situation.now)


async def _say(
    session: AsyncSession, situation: Situation, word: Phrase, *, report_id: int | None = None
) -> None:
    who, now = situation.person.id, situation.now
    await say(session, situation.incident, word, contact_id=who, report_id=report_id, now=now)
