/** Writes all of a text, however large; a reader that has gone away (`| head`) is no failure. */
export function print(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => {
      if (error && (error as NodeJS.ErrnoException).code !== "EPIPE") reject(error);
      else resolve();
    };
    stream.once("error", done);
    stream.write(text, done);
  });
}
