throw new Error(
  'React was imported by core or store. They run without it (workers, servers, other frameworks). Move the code to hooks.',
)
