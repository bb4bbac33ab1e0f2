// What no chat can go below: the text as it comes, once a frame, without markdown and without a chat's state. By
// paragraphs, since one text of 160 kB is laid out anew at each frame and costs more than any markdown.
import { memo, useEffect, useState } from 'react'
import { readAnswer, server } from '../shared/answer.js'
import { definePage } from '../shared/definePage.js'
import { Layout } from '../shared/Layout.jsx'
import { render } from '../shared/render.js'

let send

definePage({
  mount(earlier) {
    render(<Floor earlier={earlier} />)
  },
  send(url, text) {
    server.url = url
    void send(text)
  },
})

function Floor({ earlier }) {
  const [question, setQuestion] = useState('')
  const [answer, setAnswer] = useState([])
  useEffect(() => {
    send = async (text) => {
      setQuestion(text)
      const settled = []
      let last = ''
      let frame = 0
      const show = () => {
        frame = 0
        setAnswer([...settled, last])
      }
      const before = earlier.map((message) => ({ role: message.role, content: message.text }))
      for await (const tokens of readAnswer([...before, { role: 'user', content: text }])) {
        settled.push(...(last + tokens.join('')).split('\n\n'))
        last = settled.pop()
        if (frame === 0) frame = requestAnimationFrame(show)
      }
    }
  }, [earlier])
  return (
    <Layout onSend={(text) => send(text)}>
      {earlier.map(({ id, role, text }) => (
        <Message key={id} by={role} text={text} />
      ))}
      {question && <Message by="user" text={question} />}
      {answer.length > 0 && (
        <div className="message" data-plain="">
          {answer.map((text, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs keep their places
            <Paragraph key={place} text={text} />
          ))}
        </div>
      )}
    </Layout>
  )
}

const Paragraph = memo(function Paragraph({ text }) {
  return <p>{text}</p>
})

const Message = memo(function Message({ by, text }) {
  return (
    <div className="message" data-role={by} data-plain="">
      {text}
    </div>
  )
})
