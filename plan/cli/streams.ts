/** Writes a text of any size completely. A reader that closes early (`| head`) is not an error. */
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
