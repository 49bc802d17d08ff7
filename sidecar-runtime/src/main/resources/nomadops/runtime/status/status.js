// Follows the process: takes each section that changed as a tree of plain arrays (see Markup) and
// changes the page in place, so that focus, folds and the reader's place stay. Whatever others
// wrote is only ever text or the value of a known attribute; nothing is parsed as HTML.
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const TAGS = new Set(("div span strong p h1 h2 h3 small ul li dl dt dd table caption thead tbody tr th td" +
    " details summary svg path").split(" "));
  const ATTRIBUTES = new Set(("class role aria-label aria-hidden scope colspan data-label viewBox d" +
    " preserveAspectRatio").split(" "));
  const byId = (id) => document.getElementById(id);
  const button = byId("pause");
  let skew = Date.parse(document.body.dataset.now) - Date.now();
  let paused = false;
  let held = {};
  let source = null;
  let timer = 0;
  let heard = Date.now();

  const span = (s) => s < 60 ? s + " s" : s < 3600 ? Math.floor(s / 60) + " min"
    : s < 172800 ? Math.floor(s / 3600) + " h" : Math.floor(s / 86400) + " days";

  const ago = (at) => {
    const seconds = Math.trunc((Date.now() + skew - Date.parse(at)) / 1000);
    return seconds < 0 ? "in " + span(-seconds) : seconds === 0 ? "now" : span(seconds) + " ago";
  };

  const setText = (node, text) => {
    if (node.textContent !== text) {
      node.textContent = text;
    }
  };

  const tagOf = (tree) => typeof tree === "string" ? "#text" : Array.isArray(tree) ? tree[0] : "time";

  const make = (tree) => {
    const tag = tagOf(tree);
    if (tag === "#text") {
      return document.createTextNode(tree);
    }
    if (tag === "time") {
      return document.createElement("time");
    }
    if (!TAGS.has(tag)) {
      throw new Error("not a tag of this page");
    }
    return tag === "svg" || tag === "path" ? document.createElementNS(SVG, tag)
      : document.createElement(tag);
  };

  const patchAttributes = (node, wanted) => {
    for (const [name, value] of Object.entries(wanted)) {
      // Whether a fold is open is the reader's own choice.
      if (ATTRIBUTES.has(name) && node.getAttribute(name) !== value) {
        node.setAttribute(name, value);
      }
    }
    for (const { name } of [...node.attributes]) {
      if (ATTRIBUTES.has(name) && !(name in wanted)) {
        node.removeAttribute(name);
      }
    }
  };

  const patch = (node, tree) => {
    const tag = tagOf(tree);
    if (tag === "#text") {
      setText(node, tree);
    } else if (tag === "time") {
      node.dateTime = tree.at;
      node.title = tree.at;
      setText(node, ago(tree.at));
    } else {
      patchAttributes(node, tree[1]);
      patchChildren(node, tree.slice(2));
    }
  };

  const patchChildren = (parent, trees) => {
    // An empty text has no node in a page that came as HTML.
    const wanted = trees.filter((tree) => tree !== "");
    wanted.forEach((tree, i) => {
      let node = parent.childNodes[i];
      if (!node || node.nodeName.toLowerCase() !== tagOf(tree).toLowerCase()) {
        const fresh = make(tree);
        if (tagOf(tree) === "details" && "open" in tree[1]) {
          fresh.open = true;
        }
        node = node ? (parent.replaceChild(fresh, node), fresh) : parent.appendChild(fresh);
      }
      patch(node, tree);
    });
    while (parent.childNodes.length > wanted.length) {
      parent.lastChild.remove();
    }
  };

  const show = (sections) => {
    for (const [id, tree] of Object.entries(sections)) {
      const place = byId(id);
      if (place) {
        patchChildren(place, [tree]);
      }
    }
  };

  const take = (event) => {
    heard = Date.now();
    skew = Date.parse(event.now) - heard;
    setText(byId("said"), event.said);
    if (paused) {
      Object.assign(held, event.sections);
    } else {
      show(event.sections);
    }
  };

  const tell = (style, words) => {
    const place = byId("follow");
    place.className = style;
    setText(place, words);
  };

  const follow = () => {
    source = new EventSource("events");
    source.onmessage = (message) => {
      take(JSON.parse(message.data));
      tell("ok", paused ? "paused" : "follows");
    };
    source.addEventListener("alive", () => {
      heard = Date.now();
    });
    source.onerror = () => {
      // Ended by the process on purpose, it begins again by itself; refused, it does not.
      if (source.readyState === EventSource.CLOSED) {
        poll(12);
      }
    };
  };

  // Too many follow already, or something between does not let streams through.
  const poll = async (rounds) => {
    try {
      const answer = await fetch("view", { cache: "no-store" });
      if (!answer.ok) {
        throw new Error("status " + answer.status);
      }
      take(await answer.json());
      tell("ok", paused ? "paused" : "looks every 5 s");
    } catch {
      tell("bad", "cannot be reached");
    }
    timer = setTimeout(() => rounds > 0 ? poll(rounds - 1) : follow(), 5000);
  };

  const tick = () => {
    if (!paused) {
      for (const time of document.querySelectorAll("time")) {
        setText(time, ago(time.dateTime));
      }
    }
    if (Date.now() - heard > 15000) {
      tell("bad", "not heard of for " + span(Math.floor((Date.now() - heard) / 1000)));
    }
  };

  button.hidden = false;
  button.addEventListener("click", () => {
    paused = !paused;
    button.setAttribute("aria-pressed", String(paused));
    tell("ok", paused ? "paused" : "follows");
    if (!paused) {
      show(held);
      held = {};
      tick();
    }
  });
  // A page in the back of a phone keeps no stream.
  document.addEventListener("visibilitychange", () => {
    source?.close();
    clearTimeout(timer);
    if (!document.hidden) {
      follow();
    }
  });
  setInterval(tick, 1000);
  follow();
})();
