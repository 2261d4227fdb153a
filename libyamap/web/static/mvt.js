/**
 * Reads vector tiles (MVT 2) straight into paths, without objects for points: a frame of the world has 100,000 of them.
 *
 * All shapes of a tile that are drawn alike are one path. A path's name says what it holds, as `layer/detail`; see
 * `nameOf`. Coordinates are pixels of a tile that is 512 wide.
 */

export const TILE_SIZE = 512;

const POLYGON = 3;
const [LINE, CLOSE] = [2, 7];
const utf8 = new TextDecoder();

/** Whole numbers and parts, one after the other, as protocol buffers have them. */
class Bytes {
  /** @param {Uint8Array} bytes */
  constructor(bytes, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  number() {
    const { bytes } = this;
    let byte = bytes[this.at++];
    let value = byte & 127;
    for (let shift = 7; byte > 127 && shift < 35; shift += 7) {
      byte = bytes[this.at++];
      value += (byte & 127) * 2 ** shift;
    }
    return value;
  }

  /** The next field's number, its content ahead. @returns {number} */
  field() {
    const key = this.number();
    this.wire = key & 7;
    return key >> 3;
  }

  /** @returns {Bytes} */
  part() {
    const size = this.number();
    const part = new Bytes(this.bytes, this.at, Math.min(this.at + size, this.end));
    this.at += size;
    return part;
  }

  text() {
    const { at, end } = this.part();
    return utf8.decode(this.bytes.subarray(at, end));
  }

  skip() {
    if (this.wire === 0) this.number();
    else if (this.wire === 2) this.part();
    else this.at += this.wire === 5 ? 4 : 8;
  }

  get more() {
    return this.at < this.end;
  }
}

/**
 * @param {Uint8Array} bytes one tile @param {number} finest pixels of the tile: steps below this are left out
 * @param {typeof Path2D} Path what the paths are made of: the canvas's own, or one that can be written into an SVG
 * @returns {{paths: Map<string, Path2D>, size: number}} size: how many points they have
 */
export function pathsOf(bytes, finest, Path = Path2D) {
  const tile = { paths: new Map(), size: 0, Path };
  const reader = new Bytes(bytes);
  while (reader.more) {
    if (reader.field() === 3) readLayer(reader.part(), tile, finest);
    else reader.skip();
  }
  return tile;
}

function readLayer(reader, tile, finest) {
  const layer = { name: "", keys: [], values: [], features: [], extent: 4096 };
  while (reader.more) {
    const field = reader.field();
    if (field === 1) layer.name = reader.text();
    else if (field === 2) layer.features.push(reader.part());
    else if (field === 3) layer.keys.push(reader.text());
    else if (field === 4) layer.values.push(valueOf(reader.part()));
    else if (field === 5) layer.extent = reader.number();
    else reader.skip();
  }
  for (const feature of layer.features) readFeature(feature, layer, tile, finest);
}

/** Texts and whole numbers; the ground's tiles have no others. */
function valueOf(reader) {
  let value = null;
  while (reader.more) {
    const field = reader.field();
    if (field === 1) value = reader.text();
    else if (field === 4 || field === 5) value = reader.number();
    else reader.skip();
  }
  return value;
}

function readFeature(reader, layer, tile, finest) {
  const facts = {};
  let type = 0;
  let shape = null;
  while (reader.more) {
    const field = reader.field();
    if (field === 2) {
      const tags = reader.part();
      while (tags.more) facts[layer.keys[tags.number()]] = layer.values[tags.number()];
    } else if (field === 3) type = reader.number();
    else if (field === 4) shape = reader.part();
    else reader.skip();
  }
  if (!shape) return;
  const name = nameOf(layer.name, facts);
  if (!tile.paths.has(name)) tile.paths.set(name, new tile.Path());
  tile.size += trace(shape, tile.paths.get(name), TILE_SIZE / layer.extent, type === POLYGON, finest);
}

/** @returns {string} what is drawn alike */
function nameOf(layer, { kind, iso3, rank }) {
  if (layer === "earth") return `earth/${iso3 ?? ""}`;
  if (layer === "rivers") return `rivers/${rank ?? 9}`;
  if (layer === "boundaries") return kind === "province" ? `province/${iso3 ?? ""}` : String(kind);
  return layer;
}

/** Adds the commands of a geometry to the path. @returns {number} points added */
function trace(reader, path, scale, isClosed, finest) {
  const apart = finest / scale;
  let x = 0;
  let y = 0;
  let lastX = 0;
  let lastY = 0;
  let size = 0;
  while (reader.more) {
    const command = reader.number();
    const count = command >> 3;
    if ((command & 7) === CLOSE) {
      if (isClosed) path.closePath();
      continue;
    }
    const isLine = (command & 7) === LINE;
    for (let left = count; left > 0; left--) {
      x += signed(reader);
      y += signed(reader);
      const isNear = x - lastX < apart && lastX - x < apart && y - lastY < apart && lastY - y < apart;
      if (isLine && isNear && left > 1) continue;
      if (isLine) path.lineTo(x * scale, y * scale);
      else path.moveTo(x * scale, y * scale);
      lastX = x;
      lastY = y;
      size += 1;
    }
  }
  return size;
}

/** The next number, which is signed; most take one byte or two. */
function signed(reader) {
  const { bytes } = reader;
  let value = bytes[reader.at++];
  if (value > 127) {
    const second = bytes[reader.at++];
    value = (value & 127) | ((second & 127) << 7);
    for (let shift = 14, byte = second; byte > 127 && shift < 32; shift += 7) {
      byte = bytes[reader.at++];
      value |= (byte & 127) << shift;
    }
  }
  return (value >>> 1) ^ -(value & 1);
}
