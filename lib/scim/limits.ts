/** What a request may hold. Generous to every client we know, and small enough to be safe. */

/** Entra's batches of 1,000 members stay far below (scim.md 2). */
export const BODY_BYTES_MAX = 1_048_576
export const PATCH_OPERATIONS_MAX = 1_000
export const BULK_OPERATIONS_MAX = 1_000

export const FILTER_LENGTH_MAX = 4_096
export const FILTER_TERMS_MAX = 100
/** Brackets within brackets; the parser and every interpreter recurse no deeper. */
export const FILTER_DEPTH_MAX = 20

/** A path may hold a filter, a URN and a name. */
export const PATH_LENGTH_MAX = 4_096
export const ID_LENGTH_MAX = 128
/** Postgres refuses index entries beyond 2,704 bytes; 512 units are at most 1,536 bytes of UTF-8. */
export const KEY_LENGTH_MAX = 512
/** Certificates and inline photos are the longest values RFC 7643 knows. */
export const TEXT_LENGTH_MAX = 65_536
export const ELEMENTS_MAX = 1_000
/** Levels inside a custom extension block. */
export const JSON_DEPTH_MAX = 10

/** Lists are put in order by so many characters of a value, because cursors hold them. */
export const SORT_KEY_LENGTH_MAX = 512

export const PAGE_SIZE_DEFAULT = 100
export const PAGE_SIZE_MAX = 200
