import type { StandardSchema } from './standardSchema.js'

/** A JSON Schema object, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** The type which a schema describes: a Standard Schema's output, or what can be read off a literal JSON Schema. */
export type InferSchema<Schema> =
  Schema extends StandardSchema<infer Output>
    ? Output
    : Schema extends { readonly enum: readonly (infer Item)[] }
      ? Item
      : Schema extends { readonly const: infer Value }
        ? Value
        : Schema extends { readonly type: 'object'; readonly properties: infer Properties }
          ? InferObject<Properties, Schema>
          : Schema extends { readonly type: 'array'; readonly items: infer Item }
            ? InferSchema<Item>[]
            : Schema extends { readonly type: infer Name extends keyof SchemaTypes }
              ? SchemaTypes[Name]
              : unknown

interface SchemaTypes {
  string: string
  number: number
  integer: number
  boolean: boolean
  null: null
  array: unknown[]
  object: Record<string, unknown>
}

type InferObject<Properties, Schema> = Flat<
  {
    -readonly [Key in keyof Properties as Key extends RequiredKeys<Schema> ? Key : never]: InferSchema<Properties[Key]>
  } & {
    -readonly [Key in keyof Properties as Key extends RequiredKeys<Schema> ? never : Key]?:
      | InferSchema<Properties[Key]>
      | undefined
  }
>
type RequiredKeys<Schema> = Schema extends { readonly required: readonly (infer Key)[] } ? Key : never
type Flat<T> = { [Key in keyof T]: T[Key] }
