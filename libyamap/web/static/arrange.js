/**
 * Brings a parent's children into an order by moving only those that are not in their place: what stays where it is need
 * not be laid out or painted again.
 */

/** @param {Element} parent @param {Element[]} children in order; others stay behind them */
export function arrange(parent, children) {
  let next = parent.firstChild;
  for (const child of children) {
    if (child === next) next = next.nextSibling;
    else parent.insertBefore(child, next);
  }
}

/**
 * Things by key, for taking up again what has not changed.
 * @template {{key: string}} T
 */
export class Known {
  /** @param {T[]} things */
  constructor(things) {
    /** @type {Map<string, T[]>} */
    this.left = new Map();
    for (const thing of things) {
      if (!this.left.has(thing.key)) this.left.set(thing.key, []);
      this.left.get(thing.key).push(thing);
    }
  }

  /** @param {string} key @returns {T | undefined} each thing once */
  take(key) {
    return this.left.get(key)?.shift();
  }
}

/** @type {WeakMap<object, string>} */
const keys = new WeakMap();

/** What a mark looks like, as text; written once for each mark, which never changes. @param {object} mark @returns {string} */
export function keyOf(mark) {
  const known = keys.get(mark);
  if (known !== undefined) return known;
  const key = JSON.stringify(mark);
  keys.set(mark, key);
  return key;
}
