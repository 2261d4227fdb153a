/**
 * Keeps the picture of before on screen when the map jumps elsewhere, until the next one is complete: what follows the
 * map then does so at once, in the frame that shows the new picture.
 */

export class Hold {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    this.isOn = false;
    /** @type {Map<object, () => void>} what each part of the picture has to do yet */
    this.later = new Map();
    /** @type {() => boolean} whether the next picture will come */
    this.isAwaited = () => false;
  }

  /** @param {(options: {animate: false, reset: true}) => void} move a jump of the map */
  jump(move) {
    const slid = L.DomUtil.getPosition(this.map.getPane("mapPane"));
    this.isOn = this.isAwaited() && slid?.x === 0 && slid.y === 0; // else Leaflet would move the old picture
    move({ animate: false, reset: true });
  }

  /** Does it now, or with the next picture. @param {object} part @param {() => void} act the last one of a part counts */
  follow(part, act) {
    if (this.isOn) this.later.set(part, act);
    else act();
  }

  release() {
    this.isOn = false;
    const acts = [...this.later.values()];
    this.later.clear();
    acts.forEach((act) => act());
  }
}
