/**
 * Where circles stand: where their events are on the whole, but so far apart that every number can be read. Each stays
 * in its own cell. Pure: knows neither map nor page.
 */

const ROUNDS = 6;
const GAP = 1; // pixel between two circles
const LARGEST = 64; // pixels: farther apart no two circles meet

/**
 * Sets where each stands (`world`).
 * @param {import("./circles.js").Circle[]} circles largest first @param {number} size of the world in pixels
 * @param {Set<import("./circles.js").Circle>} [settled] those that stay where they stand
 */
export function standApart(circles, size, settled = new Set()) {
  const stands = circles.map((circle) => standOf(circle, size, settled.has(circle)));
  for (let round = 0; round < ROUNDS; round++) {
    const grid = gridOf(stands);
    let moved = false;
    for (let index = 0; index < stands.length; index++) {
      const [column, row] = [Math.floor(stands[index].x / LARGEST), Math.floor(stands[index].y / LARGEST)];
      for (let right = -1; right <= 1; right++) {
        for (let down = -1; down <= 1; down++) {
          for (const other of grid.get(keyOf(column + right, row + down)) ?? []) {
            if (other > index && push(stands[index], stands[other])) moved = true;
          }
        }
      }
    }
    if (!moved) break;
  }
  circles.forEach((circle, index) => (circle.world = { x: stands[index].x / size, y: stands[index].y / size }));
}

function standOf({ world, box, radius, count }, size, isSettled) {
  const inPixels = { left: box.left * size, top: box.top * size, right: box.right * size, bottom: box.bottom * size };
  return { x: world.x * size, y: world.y * size, radius, box: inPixels, fixed: isSettled || count === 1 };
}

/** Moves two that cover each other apart, the smaller one more; a single event stays on its place. */
function push(one, other) {
  const dx = other.x - one.x;
  const dy = other.y - one.y;
  const reach = one.radius + other.radius + GAP;
  if (dx > reach || dx < -reach || dy > reach || dy < -reach) return false;
  const distance = Math.hypot(dx, dy) || 0.01;
  const over = reach - distance;
  if (over <= 0.5 || (one.fixed && other.fixed)) return false;
  const share = one.fixed ? 0 : other.fixed ? 1 : other.radius ** 2 / (one.radius ** 2 + other.radius ** 2);
  const [x, y] = [dx / distance || 1, dy / distance];
  shift(one, -x * over * share, -y * over * share);
  shift(other, x * over * (1 - share), y * over * (1 - share));
  return true;
}

function shift(stand, x, y) {
  const { box } = stand;
  stand.x = Math.max(box.left, Math.min(box.right, stand.x + x));
  stand.y = Math.max(box.top, Math.min(box.bottom, stand.y + y));
}

function gridOf(stands) {
  const grid = new Map();
  stands.forEach(({ x, y }, index) => {
    const key = keyOf(Math.floor(x / LARGEST), Math.floor(y / LARGEST));
    if (grid.has(key)) grid.get(key).push(index);
    else grid.set(key, [index]);
  });
  return grid;
}

const keyOf = (column, row) => column * 67_108_864 + row;
