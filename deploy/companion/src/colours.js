/** Of keys: each with a text that can be read on it (WCAG 2.2, 1.4.3) in a dark gallery and in a bright one. */

import { combineRgb } from "@companion-module/base"

export const BLACK = combineRgb(0, 0, 0)
export const WHITE = combineRgb(255, 255, 255)
export const GREY = combineRgb(48, 48, 52)
export const RED = combineRgb(190, 20, 20)
export const DARK_RED = combineRgb(90, 0, 0)
export const AMBER = combineRgb(255, 176, 0)
export const GREEN = combineRgb(60, 200, 90)
export const DARK_GREEN = combineRgb(0, 80, 30)
export const BLUE = combineRgb(20, 80, 190)
export const DARK_BLUE = combineRgb(16, 34, 84)
