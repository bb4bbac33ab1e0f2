/** The answer to a request for a turn. */
export type Turn =
  | {
      isGranted: true
      /** Called once when the request has ended; what it throws, or rejects with, is ignored. */
      release: () => void | Promise<void>
    }
  | {
      isGranted: false
      /** Milliseconds until a next try makes sense. */
      retryAfterMs: number
    }

/** How often one identity may ask. */
export interface TurnLimit {
  /** Turns at once. */
  concurrent: number
  /** Turns in any 60 seconds. */
  perMinute: number
  /**
   * Milliseconds after which a turn counts as given back: longer than a request can take, so that only those come back
   * whose instance was killed, or torn down before it could release them.
   */
  leaseMs: number
}

/** How much one identity may spend, and the most which the request at hand can cost. */
export interface SpendLimit {
  /** US dollars in one window. */
  usd: number
  /** Length of a window in milliseconds; it begins with its first request, and the next one with the first after it. */
  perMs: number
  /** US dollars which are held back until the request has ended. */
  reserveUsd: number
}

/** The answer to a request for money. */
export type Reservation =
  | {
      isGranted: true
      /**
       * Called once when the request has ended, with what it cost in US dollars, instead of what was held back; what it
       * throws, or rejects with, is ignored. It counts in the window of the reservation, even when that is over.
       */
      settle: (spentUsd: number) => void | Promise<void>
    }
  | {
      isGranted: false
      /** Milliseconds until a next try makes sense. */
      retryAfterMs: number
    }

/** Counts requests and money per identity. In memory by default; several instances need one that shares its counts. */
export interface RateLimiter {
  /** Grants a turn, or refuses it; throwing or being slow refuses the request. */
  take(id: string, limit: TurnLimit): Turn | Promise<Turn>
  /**
   * Holds money back, or refuses when what was spent, what is held back and `reserveUsd` are together more than `usd`.
   * Only asked with the relay's `budget`, which needs it; throwing or being slow refuses the request.
   */
  reserve?(id: string, limit: SpendLimit): Reservation | Promise<Reservation>
}
