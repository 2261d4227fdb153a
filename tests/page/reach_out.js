// Tries every way out of a page that we know of, each to a port of its own, and says “tried” in the title at the end.
(async (ports) => {
  const WINDOW_MS = 2000; // what has not reached a listener by then is counted as kept in; the control has no longer
  const address = (name, scheme = "http") => `${scheme}://127.0.0.1:${ports[name]}/${name}`;
  const element = (tag, fields, settle) => {
    const made = Object.assign(document.createElement(tag), fields);
    made.onload = made.onerror = settle;
    document.documentElement.append(made);
    return made;
  };
  const link = (rel, name, more = {}) => (done) => element("link", { rel, href: address(name), ...more }, done);
  const ways = {
    img: (done) => element("img", { src: address("img") }, done),
    fetch: (done) => fetch(address("fetch"), { mode: "no-cors" }).then(done, done),
    xhr: (done) => {
      const request = new XMLHttpRequest();
      request.onloadend = done;
      request.open("GET", address("xhr"));
      request.send();
    },
    websocket: (done) => (new WebSocket(address("websocket", "ws")).onclose = done),
    eventsource: (done) => (new EventSource(address("eventsource")).onerror = done),
    script: (done) => element("script", { src: address("script") }, done),
    module: (done) => import(address("module")).then(done, done),
    stylesheet: link("stylesheet", "stylesheet"),
    font: (done) => new FontFace("far", `url(${address("font")})`).load().then(done, done),
    video: (done) => element("video", { src: address("video"), preload: "auto" }, done),
    iframe: (done) => element("iframe", { src: address("iframe") }, done),
    object: (done) => element("object", { data: address("object"), type: "text/html" }, done),
    preconnect: link("preconnect", "preconnect"),
    prefetch: link("prefetch", "prefetch"),
    preload: link("preload", "preload", { as: "image" }),
    icon: link("icon", "icon"),
    manifest: link("manifest", "manifest"),
    beacon: () => navigator.sendBeacon(address("beacon"), "x"),
    ping: () => element("a", { href: "#", ping: address("ping") }).click(),
    worker: (done) => {
      const code = `fetch("${address("worker")}", {mode: "no-cors"}).finally(() => postMessage(1))`;
      const worker = new Worker(URL.createObjectURL(new Blob([code])));
      worker.onmessage = worker.onerror = done;
    },
    form: () => {
      element("iframe", { name: "aside" });
      element("form", { action: address("form"), method: "post", target: "aside" }).submit();
    },
    window: () => window.open(address("window")),
    stun: (done) => gather(`stun:127.0.0.1:${ports.stun}`, {}, done),
    turn: (done) => gather(`turn:127.0.0.1:${ports.turn}?transport=tcp`, { username: "u", credential: "c" }, done),
    quic: (done) => new WebTransport(address("quic", "https")).ready.then(done, done),
  };
  async function gather(urls, login, done) {
    const connection = new RTCPeerConnection({ iceServers: [{ urls, ...login }] });
    connection.onicegatheringstatechange = () => connection.iceGatheringState === "complete" && done();
    connection.createDataChannel("way out");
    await connection.setLocalDescription(await connection.createOffer());
  }
  for (const [name, way] of Object.entries(ways)) {
    try {
      Promise.resolve(way(() => {})).catch(() => {});
    } catch (error) {
      console.info(`${name}: ${error}`);
    }
  }
  await new Promise((settle) => setTimeout(settle, WINDOW_MS));
  document.title = "tried";
})(PORTS);
