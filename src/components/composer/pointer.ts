/** Whether fingers are all there is: then Enter makes a new line, as everywhere on such a device. */
export function hasOnlyCoarsePointer(): boolean {
  if (typeof matchMedia === 'undefined') return false
  return matchMedia('(pointer: coarse)').matches && !matchMedia('(any-pointer: fine)').matches
}
