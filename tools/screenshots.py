"""Takes the pictures of README and tutorial, by doing what the tutorial says in a demo of its own.

``python tools/screenshots.py`` prepares the demo in a folder that is thrown away, walks the first case from
application to control, and writes compressed PNG files to docs/images. It fails where the tutorial would fail.
"""

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 860}
COLOURS = 96
START_SECONDS = 180


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "demo.log"
        command = [str(Path(sys.executable).absolute().with_name("andrum")), "demo", "--port", "8711"]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("ANDRUM_")}
        with log.open("w") as out:
            process = subprocess.Popen(  # noqa: S603 - our own command
                command, stdout=out, stderr=out, cwd=folder, env={**clean, "ANDRUM_DATA": f"{folder}/data"}
            )
            try:
                yield _address(log, process)
            finally:
                process.terminate()
                process.wait(30)


def _address(log: Path, process: "subprocess.Popen[bytes]") -> str:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text()):
            return found[0]
        time.sleep(0.1)
    raise SystemExit(log.read_text())


class DrawnError(Exception):
    """One in twenty is drawn for a check of bank statements; this time it was Disa. Run again."""


class Walk:
    """The first case, person by person."""

    def __init__(self, browser: Browser, address: str, folder: Path) -> None:
        self.browser, self.address, self.folder = browser, address, folder

    def sign_in(self, who: str, *, phone: bool = False) -> Page:
        """A page signed in as one of the demo's people."""
        context = self.browser.new_context(
            base_url=self.address, viewport=PHONE if phone else DESK, locale="sv-SE", reduced_motion="reduce",
            has_touch=phone, is_mobile=phone,
        )  # fmt: skip
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto("/logga-in")
        page.locator(f'button[name=person][value="{who}"]').click()
        page.wait_for_url(re.compile(r"^(?!.*logga-in)"))
        return page

    def shot(self, page: Page, name: str, *, height: int = 0) -> None:
        """Keep the page as a picture of few colours; ``height`` cuts it to so many pixels from the top."""
        picture = Image.open(io.BytesIO(page.screenshot(full_page=bool(height))))
        if height:
            picture = picture.crop((0, 0, picture.width, min(height, picture.height)))
        picture.convert("RGB").quantize(COLOURS).save(self.folder / f"{name}.png", optimize=True)

    def citizen(self) -> None:
        """Disa applies on her phone; nothing has changed; it is decided by itself."""
        page = self.sign_in("disa", phone=True)
        page.goto("/ansok/")
        month = page.get_by_role("button", name=re.compile("Börja"))
        page.get_by_role("radio").first.check() if page.get_by_role("radio").count() else None
        month.click()
        page.get_by_role("button", name="Inget har ändrats").wait_for()
        self.shot(page, "1-changed")
        page.get_by_role("button", name="Inget har ändrats").click()
        page.get_by_label("Jag söker arbete").check()
        page.get_by_label(re.compile("Vad har du gjort")).fill("Jag har sökt fem arbeten och varit på ett möte.")
        page.get_by_role("button", name="Spara och fortsätt").click()
        page.wait_for_url(re.compile("trygghet"))
        page.get_by_label("Nej").check()
        page.get_by_role("button", name="Spara och fortsätt").click()
        page.wait_for_url(re.compile("prata"))
        page.get_by_label("Nej").check()
        page.get_by_role("button", name="Spara och fortsätt").click()
        page.wait_for_url(re.compile("sammanfattning"))
        self.shot(page, "3-summary")
        page.get_by_label("Ja, uppgifterna stämmer").check()
        page.get_by_role("button", name="Skriv under och skicka").click()
        page.wait_for_url(re.compile("mina-sidor/ansokan"))
        for _second in range(60):
            if page.get_by_text("Beslut fattat").count():
                break
            if page.get_by_text("Vi behöver svar av dig").count():
                raise DrawnError
            time.sleep(1)
            page.reload()
        page.reload()
        self.shot(page, "4-sent")
        page.get_by_role("link", name=re.compile("beslutet", re.IGNORECASE)).first.click()
        page.wait_for_url(re.compile("beslut"))
        self.shot(page, "5-decision", height=1500)
        page.context.close()

    def caseworker(self) -> None:
        """Cilla takes Elis's prepared case, settles what he was paid, and decides."""
        page = self.sign_in("cilla")
        page.goto("/arbete/")
        self.shot(page, "6-worklist")
        page.get_by_role("link", name="Elis Brandt").first.click()
        page.wait_for_url(re.compile(r"arbete/\d+"))
        self.shot(page, "7-prepared")
        case = page.url
        page.get_by_role("link", name="Ändra Sjukpenning").first.click()
        form = page.locator("main form").filter(has=page.get_by_label("Belopp", exact=True))
        form.get_by_label("Belopp", exact=True).fill("6 500")
        form.get_by_label("Varför ändrar du?").fill("400 kr återkrävdes, enligt beslut från Försäkringskassan.")
        form.get_by_role("button", name="Spara och räkna om").click()
        page.get_by_text("Uppgiften är ändrad").wait_for()
        page.evaluate("window.scrollTo(0, 0)")
        self.shot(page, "8-changed-fact")
        page.goto(f"{case}beslut/")
        page.get_by_role("button", name="Fortsätt").click()
        page.get_by_role("button", name="Fatta beslutet").wait_for()
        self.shot(page, "9-decide")
        page.get_by_role("button", name="Fatta beslutet").click()
        page.get_by_text("Beslutet är fattat").wait_for()
        page.context.close()

    def reviewer(self) -> None:
        """Frank reviews a decision that nobody but the automation has seen."""
        page = self.sign_in("frank")
        page.goto("/kontroll/granskningar/")
        page.get_by_role("link", name=re.compile("^EB-")).last.click()
        page.get_by_role("heading", name=re.compile("Granska beslut i")).wait_for()
        self.shot(page, "10-review")
        page.context.close()

    def manager(self) -> None:
        """Eva sees all runs, and stops the automation."""
        page = self.sign_in("eva")
        page.goto("/korningar/")
        self.shot(page, "11-runs")
        page.get_by_role("button", name="Stoppa alla automatiska beslut nu").click()
        page.get_by_text("Automatiken fattar inga beslut").wait_for()
        page.context.close()

    def all(self) -> None:
        """Everybody, in the order of the tutorial."""
        self.citizen()
        self.caseworker()
        self.reviewer()
        self.manager()


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", help="a demo that runs, instead of one of its own")
    parser.add_argument("--folder", type=Path, default=IMAGES, help="where the pictures go")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Chromium is missing; install it with: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        if options.address:
            Walk(browser, options.address, options.folder).all()
        else:
            with demo() as address:
                Walk(browser, address, options.folder).all()


if __name__ == "__main__":
    main()
