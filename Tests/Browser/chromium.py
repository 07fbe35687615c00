"""Drives Debian's Chromium through the DevTools protocol, with nothing but Python's standard library.

The browser is spoken to over two pipes (`--remote-debugging-pipe`: it reads JSON from descriptor 3 and writes JSON to 4, each message
ended by a NUL), so no port is opened and no driver is needed.
"""

import base64
import collections
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

# A page that says nothing for so long has hung. Nothing is ever asserted of time.
PATIENCE = 120

SWITCHES = [
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-sandbox",  # CI runs as root, and what is shown here was made here.
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--mute-audio",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
]


class ProtocolError(Exception):
    """The browser refused a command, or a script in the page threw."""


class Chromium:
    """One browser process with a profile of its own, thrown away afterwards."""

    def __init__(self):
        program = shutil.which("chromium")
        if program is None:
            raise FileNotFoundError("chromium is not installed; make test installs it")
        self._profile = tempfile.mkdtemp(prefix="cupel-chromium-")
        their_in, self._out = (_high(end) for end in os.pipe())
        self._in, their_out = (_high(end) for end in os.pipe())

        def take_pipes():
            os.dup2(their_in, 3)
            os.dup2(their_out, 4)

        self._process = subprocess.Popen(
            [program, *SWITCHES, f"--user-data-dir={self._profile}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=take_pipes,
            pass_fds=(3, 4),
        )
        os.close(their_in)
        os.close(their_out)
        self._sent = 0
        self._unread = b""
        self._messages = collections.deque()
        self._tabs = {}

    def close(self):
        try:
            self.call("Browser.close")
        except (ProtocolError, OSError, TimeoutError):
            pass
        os.close(self._out)
        os.close(self._in)
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def tab(self):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._tabs[session] = tab = Tab(self, target, session)
        tab.listen()
        return tab

    def forget(self, session):
        self._tabs.pop(session, None)

    def call(self, method, session=None, **parameters):
        self._sent += 1
        number = self._sent
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data) :]
        while True:
            answer = self.next_message(f"an answer to {method}")
            if answer.get("id") == number:
                if "error" in answer:
                    raise ProtocolError(f"{method}: {answer['error'].get('message')}")
                return answer["result"]

    def next_message(self, awaited):
        """The next message, events put down where they belong."""
        deadline = time.monotonic() + PATIENCE
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._in], [], [], max(deadline - time.monotonic(), 0))
            if not ready:
                raise TimeoutError(f"Chromium did not give {awaited} in {PATIENCE} s")
            data = os.read(self._in, 1 << 20)
            if not data:
                raise ProtocolError("Chromium has gone")
            self._unread += data
        text, _, self._unread = self._unread.partition(b"\0")
        message = json.loads(text)
        tab = self._tabs.get(message.get("sessionId"))
        if "method" in message and tab is not None:
            tab.events.append((message["method"], message.get("params", {})))
        return message


class Tab:
    """One page, and everything that it said since it was opened."""

    def __init__(self, browser, target, session):
        self._browser = browser
        self._target = target
        self._session = session
        self._runs_scripts = True
        self.events = []

    def listen(self):
        for domain in ["Page", "Runtime", "Log", "Network", "Audits", "DOM"]:
            self.call(f"{domain}.enable")

    def close(self):
        self._browser.call("Target.closeTarget", targetId=self._target)
        self._browser.forget(self._session)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def call(self, method, **parameters):
        return self._browser.call(method, session=self._session, **parameters)

    def open(self, path, fragment=""):
        """Loads a file and waits until it is loaded."""
        # A new fragment alone would not load the page again.
        self._load("about:blank")
        self.events.clear()
        self._load(path.resolve().as_uri() + (f"#{fragment}" if fragment else ""))
        self.settle()

    def _load(self, url):
        seen = len(self.events)
        answer = self.call("Page.navigate", url=url)
        if answer.get("errorText"):
            raise ProtocolError(f"{url}: {answer['errorText']}")
        while not any(name == "Page.loadEventFired" for name, _ in self.events[seen:]):
            self._browser.next_message("a loaded page")

    def settle(self):
        """Waits until the page has been laid out and drawn twice, so that whatever it reacts to has happened."""
        if self._runs_scripts:
            self.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => null)")

    def run_scripts(self, allowed):
        """Of the page itself; what a test evaluates in it still runs."""
        self.call("Emulation.setScriptExecutionDisabled", value=not allowed)
        self._runs_scripts = allowed

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise ProtocolError(details.get("exception", {}).get("description") or details["text"])
        return answer["result"].get("value")

    def apply(self, function, *arguments):
        """Calls a JavaScript function with values."""
        return self.evaluate(f"({function})({', '.join(json.dumps(each) for each in arguments)})")

    # What it looks like.

    def show(self, width=1200, height=900, theme="light"):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": theme}])

    def screenshot(self, clip=None, scale=1):
        parameters = {"format": "png"}
        if clip:
            parameters |= {"clip": clip | {"scale": scale}, "captureBeyondViewport": True}
        return base64.b64decode(self.call("Page.captureScreenshot", **parameters)["data"])

    def pdf(self):
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True, paperWidth=8.27, paperHeight=11.69)["data"])

    # What a person does.

    def press(self, key, code=None, text=None, modifiers=0):
        numbers = {"Tab": 9, "Enter": 13, " ": 32, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "ArrowLeft": 37, "ArrowRight": 39}
        text = text or {"Enter": "\r", " ": " "}.get(key)
        parameters = {"key": key, "code": code or ("Space" if key == " " else key), "modifiers": modifiers}
        parameters["windowsVirtualKeyCode"] = numbers.get(key, 0)
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **parameters, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **parameters)

    def type(self, text):
        self.call("Input.insertText", text=text)

    def click(self, selector):
        """With the mouse, in the middle of the first element that fits."""
        point = self.apply(
            """selector => {
              const element = document.querySelector(selector);
              if (!element) return null;
              element.scrollIntoView({block: "center", behavior: "instant"});
              const box = element.getClientRects()[0];
              return box ? {x: box.x + box.width / 2, y: box.y + box.height / 2} : null;
            }""",
            selector,
        )
        if point is None:
            raise ProtocolError(f"nothing to click at {selector}")
        for kind in ["mousePressed", "mouseReleased"]:
            self.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **point)
        self.settle()

    # What it said.

    def complaints(self):
        """Everything that a developer would see in red or yellow: console, exceptions, refused content, issues."""
        found = []
        for name, event in self.events:
            if name == "Runtime.consoleAPICalled" and event["type"] in ("error", "warning", "assert"):
                found.append(f"console.{event['type']}: {[each.get('value') for each in event['args']]}")
            elif name == "Runtime.exceptionThrown":
                details = event["exceptionDetails"]
                found.append(f"exception: {details.get('exception', {}).get('description') or details['text']}")
            elif name == "Log.entryAdded" and event["entry"]["level"] in ("error", "warning"):
                found.append(f"{event['entry']['source']}: {event['entry']['text']}")
            elif name == "Audits.issueAdded":
                found.append(f"issue: {event['issue']['code']} {json.dumps(event['issue']['details'])[:400]}")
        return found

    def requests(self):
        """Addresses that it asked for. What the page itself carries is none."""
        urls = [event["request"]["url"] for name, event in self.events if name == "Network.requestWillBeSent"]
        return [url for url in urls if not url.startswith("data:")]


def _high(descriptor):
    """The same pipe, out of the way of 3 and 4."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return moved
