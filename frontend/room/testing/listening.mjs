// For tests: a real HTTP server on this machine, which answers as it is told and remembers what it was asked.
import { createServer } from "node:http";

export async function listening(answer) {
  const asked = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const call = { method: request.method, path: request.url, headers: request.headers, body: Buffer.concat(chunks).toString("utf8") };
      asked.push(call);
      const { status = 200, body = "null", type = "application/json" } = answer(call);
      response.writeHead(status, { "Content-Type": type });
      response.end(status === 204 ? undefined : body);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); });
  return { address: `http://127.0.0.1:${server.address().port}`, asked, close };
}
