/** The content type without its parameters, '' when there is none. */
export function contentTypeOf({ headers }: Request | Response): string {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
}
