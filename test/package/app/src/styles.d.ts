// As vite/client declares it.
declare module '*.css' {}
