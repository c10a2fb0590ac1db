// A fake `aws` command: passes its arguments to a test and prints the response. The first argument is the address.
const http = require("node:http");

const [address, ...words] = process.argv.slice(2);
const request = http.request(address, { method: "POST" }, (response) => {
  const chunks = [];
  response
    .on("data", (chunk) => chunks.push(chunk))
    .on("end", () => {
      const { stdout = "", stderr = "", status } = JSON.parse(Buffer.concat(chunks).toString());
      process.stdout.write(stdout);
      process.stderr.write(stderr);
      process.exitCode = status;
    });
});
request.on("error", ({ message }) => {
  process.stderr.write(`Could not connect to the endpoint URL: ${message}\n`);
  process.exitCode = 255;
});
request.end(JSON.stringify(words));
