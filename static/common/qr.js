/**
 * QR codes (ISO/IEC 18004), made where they are shown: of a head that was checked, since a picture that
 * came with a file could be that of another, and of a moment.
 *
 * Only what is needed: capitals, digits and what else `LETTERS` has, at the level M, 33 to 41 modules
 * wide, under a mask that is always the same; readers take any. That is enough for a head under a
 * host of 80 letters.
 */

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
const ALPHANUMERIC = "0010"
const COUNT_BITS = 9
const PADDING = [0b11101100, 0b00010001]
/** By the number of modules at a side: bytes of each block, how many blocks, bytes of correction of each. */
const SIZES = [
  { side: 33, data: 32, blocks: 2, correction: 18 },
  { side: 37, data: 43, blocks: 2, correction: 24 },
  { side: 41, data: 27, blocks: 4, correction: 16 },
]
const FORMAT = "101010000010010" // level M, mask 0
const TIMING = 6 // the row and the column that count modules

/** The powers of 2 in the field of 256, by 285, twice over. */
const POWERS = Array.from({ length: 510 }, () => 1)
for (let at = 1; at < POWERS.length; at++) {
  const twice = (POWERS[at - 1] ?? 0) * 2
  POWERS[at] = twice > 255 ? twice ^ 285 : twice
}

/** @param {number} one @param {number} other @returns {number} */
const times = (one, other) => (one && other ? (POWERS[POWERS.indexOf(one) + POWERS.indexOf(other)] ?? 0) : 0)

/**
 * @param {string} address
 * @returns {boolean[][] | undefined} the dark modules, row by row; undefined: it does not fit
 */
export function modulesOf(address) {
  const text = address.toUpperCase()
  const size = SIZES.find(({ data, blocks }) => bitsOf(text).length <= data * blocks * 8)
  if (!size || [...text].some((letter) => !LETTERS.includes(letter))) return undefined
  const grid = Array.from({ length: size.side }, () => /** @type {(boolean | undefined)[]} */ (Array(size.side).fill(undefined)))
  frame(grid)
  fill(grid, interleaved(bytesOf(text, size.data * size.blocks), size))
  return grid.map((row) => row.map(Boolean))
}

/** @param {string} text */
function bitsOf(text) {
  const values = [...text.matchAll(/..?/gs)].map(([pair]) => {
    const [one = 0, other] = [...pair].map((letter) => LETTERS.indexOf(letter))
    return other === undefined ? binary(one, 6) : binary(one * LETTERS.length + other, 11)
  })
  return ALPHANUMERIC + binary(text.length, COUNT_BITS) + values.join("")
}

/** @param {number} value @param {number} digits */
const binary = (value, digits) => value.toString(2).padStart(digits, "0")

/** @param {string} text @param {number} room bytes */
function bytesOf(text, room) {
  const bits = bitsOf(text).padEnd(Math.min(bitsOf(text).length + 4, room * 8), "0")
  const bytes = Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8).padEnd(8, "0"), 2))
  for (let at = 0; bytes.length < room; at++) bytes.push(PADDING[at % 2] ?? 0)
  return bytes
}

/** A byte of each block in turn, then of each one's correction. @param {number[]} bytes @param {typeof SIZES[number]} size */
function interleaved(bytes, { data, blocks, correction }) {
  const parts = Array.from({ length: blocks }, (_, at) => bytes.slice(at * data, (at + 1) * data))
  const behind = parts.map((part) => remainder(part, correction))
  const inTurn = (/** @type {number[][]} */ all) => (all[0] ?? []).flatMap((_, at) => all.map((one) => one[at] ?? 0))
  return [...inTurn(parts), ...inTurn(behind)]
}

/** Reed and Solomon's: of the block by the product of x − 2ⁿ. @param {number[]} block @param {number} length */
function remainder(block, length) {
  let divisor = [1]
  for (let power = 0; power < length; power++) {
    const root = POWERS[power] ?? 0
    divisor = [...divisor, 0].map((one, at) => one ^ times(divisor[at - 1] ?? 0, root))
  }
  const rest = [...block, ...Array(length).fill(0)]
  for (let at = 0; at < block.length; at++) {
    const first = rest[at] ?? 0
    divisor.forEach((one, behind) => (rest[at + behind] ^= times(one, first)))
  }
  return rest.slice(block.length)
}

/** What is the same in each of this size. @param {(boolean | undefined)[][]} grid */
function frame(grid) {
  const last = grid.length - 1
  const set = (/** @type {number} */ row, /** @type {number} */ column, /** @type {boolean} */ dark) => {
    const there = grid[row]
    if (there && column >= 0 && column <= last) there[column] = dark
  }
  for (let at = 0; at <= last; at++) {
    set(TIMING, at, at % 2 === 0)
    set(at, TIMING, at % 2 === 0)
  }
  for (const [row, column] of /** @type {const} */ ([[3, 3], [3, last - 3], [last - 3, 3]])) square(set, row, column, 4, [2, 4])
  square(set, last - 6, last - 6, 2, [1])
  for (const [at, bit] of [...FORMAT].entries()) {
    const isDark = bit === "1"
    if (at < 8) set(8, at < TIMING ? at : at + 1, isDark)
    else set(at === 8 ? 7 : 14 - at, 8, isDark)
    if (at < 7) set(last - at, 8, isDark)
    else set(8, last - 14 + at, isDark)
  }
  set(last - 7, 8, true)
}

/**
 * Rings around a module, some of them light.
 * @param {(row: number, column: number, dark: boolean) => void} set
 * @param {number} row @param {number} column @param {number} reach @param {number[]} light
 */
function square(set, row, column, reach, light) {
  for (let down = -reach; down <= reach; down++) {
    for (let right = -reach; right <= reach; right++) {
      set(row + down, column + right, !light.includes(Math.max(Math.abs(down), Math.abs(right))))
    }
  }
}

/** In columns of two, up and down, from the right. @param {(boolean | undefined)[][]} grid @param {number[]} bytes */
function fill(grid, bytes) {
  const bits = bytes.map((byte) => binary(byte, 8)).join("")
  const side = grid.length
  let at = 0
  let isUp = true
  for (let right = side - 1; right > 0; right -= right === TIMING + 2 ? 3 : 2) {
    for (let step = 0; step < side; step++) {
      const row = isUp ? side - 1 - step : step
      for (const column of [right, right - 1]) {
        const there = grid[row]
        if (!there || there[column] !== undefined) continue
        there[column] = (bits[at++] === "1") !== ((row + column) % 2 === 0)
      }
    }
    isUp = !isUp
  }
}
