"""The one kind of error that is meant for the person at the keyboard."""


class BambooError(Exception):
    """Something a person can put right; its text is one sentence: what happened, where, what to do.

    The command ``bamboo`` prints the sentence and ends with status 1. Everything else that is raised is our fault
    and is reported as such.

    Examples
    --------
    >>> str(BambooError("The folder 'drafts' is not there: create it or name another one."))
    "The folder 'drafts' is not there: create it or name another one."
    """
