// A receiver of webhooks: `received` answers a request in any server that has the web's Request and Response.
import { Webhook } from "standardwebhooks";

const signed = new Webhook(process.env.WEBHOOK_SECRET ?? "");

export async function received(request: Request): Promise<Response> {
  try {
    const message = signed.verify(await request.text(), Object.fromEntries(request.headers));
    console.log(message);
  } catch {
    return new Response(null, { status: 401 });
  }
  return new Response(null, { status: 204 });
}
