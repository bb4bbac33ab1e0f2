/** Whether a file is one of those which an input's `accept` names: types, `image/*`, or endings like `.pdf`. */
export function isAccepted({ name, type }: Pick<File, 'name' | 'type'>, accept: string): boolean {
  return accept
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .some((each) => {
      if (each === '*' || each === '*/*') return true
      if (each.startsWith('.')) return name.toLowerCase().endsWith(each)
      if (each.endsWith('/*')) return type.toLowerCase().startsWith(each.slice(0, -1))
      return each !== '' && type.toLowerCase() === each
    })
}
