"""The contract's own trial: whether the connection and each agency behind it answer. It is about no person."""

from andrum.automation.service import RegistersUnavailableError, register_answers
from andrum.integrations.registers.asking import trial_xml
from andrum.integrations.registers.messages import SOAP, SSBT, UnreadableError, body_of, schema
from andrum.integrations.registers.options import Options
from andrum.integrations.registers.reading import code_of
from andrum.integrations.registers.transport import Https, Transport, TransportError


def trial(options: Options, *, transport: Transport | None = None) -> dict[str, str]:
    """From each agency that was tried to what is wrong with it; empty text when it answers.

    Raises:
        RegistersUnavailableError: when nothing answers; its code says why.
    """
    way = transport or Https(options)
    try:
        body = body_of(way.send(trial_xml()))
        if body.tag == f"{{{SOAP}}}Fault" or not schema().accepts(body):
            raise UnreadableError("fault")
    except (TransportError, UnreadableError) as error:
        raise RegistersUnavailableError(error.code) from None
    found = {}
    for agency in register_answers.Agency:
        part = body.find(f"{{{SSBT}}}{agency.value}")
        if part is not None:
            wrong = part.find(f"{{{SSBT}}}error")
            found[agency.value] = "" if wrong is None else code_of(wrong.findtext(f"{{{SSBT}}}felkod") or "")
    return found
