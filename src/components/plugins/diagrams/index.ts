export { type DiagramLabels, type DiagramOptions, diagrams, type RenderDiagram } from './diagrams.js'
