"""What a helper reads after a press: what it led to, or kindly why not."""

from app.api.words import Translate

ALARMING = frozenset({"job.unsafe"})


def said_words(key: str, _: Translate) -> str:
    """One sentence for what was just done; nothing for a word that nobody pressed."""
    return {**_of_jobs(_), **_of_needs(_), **_of_duty(_)}.get(key, "")


def _of_jobs(_: Translate) -> dict[str, str]:
    return {
        "job.yes": _("Thank you. What you need to know stands below, and in a text to you."),
        "job.no": _("All right. Thank you for answering."),
        "job.on_way": _("Thank you. The person knows that you are on the way."),
        "job.here": _("Thank you. The person knows that you are there."),
        "job.done": _("Thank you for your help. We ask the person whether all is well."),
        "job.well": _("Good. Take care of yourself."),
        "job.unsafe": _(
            "Leave now and get to safety. You are off the job, and nobody asks why. The desk knows."
        ),
        "job.leave": _("You are off this job. That is all right. Thank you."),
        "gone": _("This is over, or not yours any more. What is yours stands below."),
        "written": _("Sent. We pass it on."),
    }


def _of_needs(_: Translate) -> dict[str, str]:
    return {
        "need.offered": _("Thank you. A coordinator looks at it, and you hear from us."),
        "need.yours": _("Thank you. It is yours: see «My jobs»."),
        "need.asked": _("We have asked you about this already: please answer below."),
        "need.over": _("Somebody else goes already, or it is no longer needed. Thank you for being ready."),
        "need.full": _("Enough helpers go there already. Thank you for being ready."),
        "need.own": _("This is your own request. Somebody else will come to you."),
        "need.off": _("You are off duty. Go on duty first, then offer again."),
        "need.resting": _("You are resting now. End your rest first, then offer again."),
        "need.hours": _("It is outside the hours you chose. Change them below, then offer again."),
        "need.caps": _(
            "You have as many jobs as you said you can take. Thank you: first look after yourself."
        ),
        "need.place": _("Where are you? Write it below, then offer again."),
        "need.zone": _("The way there is not safe now, so we send nobody. Thank you."),
    }


def _of_duty(_: Translate) -> dict[str, str]:
    return {
        "duty.duty": _("You are on duty: we text you when somebody near needs you."),
        "duty.off": _("You are off duty: we ask you nothing."),
        "duty.rest": _("Rest well. We ask you nothing until your rest is over."),
        "saved": _("Saved. Thank you."),
    }
