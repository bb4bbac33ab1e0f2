import { type FormEvent, useState } from 'react'
import { useTogetherGenerate } from '../../src/hooks/index.js'
import './booking.css'

interface Booking {
  city?: string | undefined
  nights?: number | undefined
  breakfast?: boolean | undefined
}

const responseFormat = {
  type: 'json_schema',
  json_schema: {
    name: 'booking',
    schema: {
      type: 'object',
      properties: { city: { type: 'string' }, nights: { type: 'integer' }, breakfast: { type: 'boolean' } },
      required: ['city', 'nights', 'breakfast'],
    },
  },
}

/** A form which a model fills in as it writes, and a person checks. */
export function BookingForm() {
  const { generate, object, status, error } = useTogetherGenerate({ responseFormat })
  const [corrected, setCorrected] = useState<Booking>({})
  const [wish, setWish] = useState('')
  const isBusy = status === 'pending' || status === 'streaming'
  const booking: Booking = { ...(object as Booking | undefined), ...corrected }
  const correct = (change: Booking) => setCorrected({ ...corrected, ...change })

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    setCorrected({})
    void generate(`Fill in the booking. ${wish}`)
  }

  return (
    <div className="booking">
      <form onSubmit={onSubmit}>
        <label>
          Where to, and for how long?
          <textarea rows={3} value={wish} onChange={(event) => setWish(event.target.value)} />
        </label>
        <button type="submit">Fill in</button>
      </form>
      <fieldset aria-busy={isBusy}>
        <legend>Booking</legend>
        <label>
          City
          <input
            value={booking.city ?? ''}
            readOnly={isBusy}
            onChange={(event) => correct({ city: event.target.value })}
          />
        </label>
        <label>
          Nights
          <input
            type="number"
            min={1}
            value={booking.nights ?? ''}
            readOnly={isBusy}
            onChange={(event) => correct({ nights: event.target.valueAsNumber || undefined })}
          />
        </label>
        <label className="booking-choice">
          <input
            type="checkbox"
            checked={booking.breakfast ?? false}
            onChange={(event) => correct({ breakfast: event.target.checked })}
          />
          With breakfast
        </label>
      </fieldset>
      <p role="status">{isBusy ? 'Reading your wish …' : status === 'success' && 'Filled in. Is it right?'}</p>
      {error && <p role="alert">{error.message}</p>}
    </div>
  )
}
