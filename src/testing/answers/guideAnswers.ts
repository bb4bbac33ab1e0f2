import type { Answer } from './answer.js'

const databases = `All three are good databases; they are good at **different things**.

| | SQLite | PostgreSQL | Redis |
|:--|:--|:--|--:|
| Runs as | a library in your process | a server | a server |
| Writers at once | 1 | many | many |
| Full-text search | \`FTS5\` | \`tsvector\` | module |
| Typical latency | < 0.1 ms | 0.5–2 ms | ~0.2 ms |
| Best for | apps, tests, edge | **most web apps** | caches, queues |

If you are unsure, start with *PostgreSQL*: it is rarely the wrong choice, and moving away from it later is well understood. SQLite is the better choice when one process owns the data.`

const kyoto = `## Three days in Kyoto

A calm plan that avoids the busiest hours.

1. **Day one: the east**
   - Kiyomizu-dera (清水寺) at opening time, 6:00
   - Walk down Ninenzaka and Sannenzaka
     - try *yatsuhashi* (八ツ橋) on the way
     - matcha at a small tea house
   - Gion in the evening
2. **Day two: the west**
   - Arashiyama bamboo grove (嵐山) before 8:00
   - Tenryū-ji garden
   - Boat on the Hozu river, *if the weather allows*
3. **Day three: the south**
   - Fushimi Inari (伏見稲荷大社), all the way up
   - Sake breweries in Fushimi

### Before you go

- [x] Book the shinkansen seats
- [x] Get an IC card
- [ ] Reserve the kaiseki dinner
- [ ] Download offline maps

> おおきに is how people in Kyoto say *thank you*.`

const launch = `Here is a checklist you can paste into an issue:

- [x] Error tracking is on and someone gets the alerts
- [x] Backups run, **and a restore was tried**
- [ ] Load test at twice the expected traffic
- [ ] Status page and a short text for the worst case
- [ ] Rollback rehearsed
  - [ ] application
  - [ ] database migration

The two items teams skip most are the *restore* and the *rollback*. Both take under an hour to rehearse, and both are what you will need on the day something goes wrong. 🚀`

const bread = `Yes, you can bake good bread without kneading; time does the work instead.

**Ingredients**

- 430 g flour
- 1 g instant yeast (about ¼ tsp)
- 8 g salt
- 345 g water

**Method**

1. Stir everything together until no dry flour is left.
2. Cover, and leave it at room temperature for **12–18 hours**.
3. Fold it twice on a floured surface and let it rest for an hour.
4. Heat a covered pot to 230 °C, drop the dough in, and bake 30 minutes covered, then 15 minutes open.

Let it cool for at least half an hour before you cut it. 🍞`

/** Tables, nested lists, task lists and everyday advice. */
export const guideAnswers: readonly Answer[] = [
  { keywords: ['table', 'compare', 'comparison', 'database', 'difference', 'versus', 'vs'], text: databases },
  { keywords: ['list', 'trip', 'travel', 'plan', 'japan', 'kyoto', 'japanese', 'chinese', 'cjk'], text: kyoto },
  { keywords: ['checklist', 'task', 'tasks', 'todo', 'list', 'launch', 'release'], text: launch },
  { keywords: ['recipe', 'bread', 'cook', 'bake', 'food', 'list'], text: bread },
]
