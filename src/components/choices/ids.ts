// Of the elements of one view, which name each other. `viewId` comes from `useId`, so that no two views share one.

export function headingId(viewId: string, place: number): string {
  return `${viewId}-heading-${place}`
}

export function tabId(viewId: string, place: number): string {
  return `${viewId}-tab-${place}`
}

export function panelId(viewId: string, place: number): string {
  return `${viewId}-panel-${place}`
}

export function optionId(viewId: string, place: number): string {
  return `${viewId}-option-${place}`
}
