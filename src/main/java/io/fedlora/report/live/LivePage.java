package io.fedlora.report.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Serves a run's page on 127.0.0.1 while the run goes on: the page at {@code /}, and what is new as
 * server-sent events at {@code /events}. Only requests that name this machine are answered, so that
 * no other site's page can read it through a name of its own.
 */
public final class LivePage implements AutoCloseable {
  /** Where it is served unless something else is asked for. */
  public static final int USUAL_PORT = 8765;

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int WAIT_SECONDS = 2;

  private final HttpServer server;
  private final ExecutorService threads;
  private final FolderNews news;

  private LivePage(HttpServer server, FolderNews news) {
    this.server = server;
    this.news = news;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "fedlora-live");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Begins to serve.
   *
   * @param port 0 for any that is free
   * @param news what there is to tell
   * @throws ScenarioException if the port is taken
   */
  public static LivePage open(int port, FolderNews news) throws IOException {
    InetAddress here = InetAddress.getByAddress("127.0.0.1", LOOPBACK);
    try {
      return new LivePage(HttpServer.create(new InetSocketAddress(here, port), 0), news);
    } catch (BindException e) {
      throw new ScenarioException(
          "127.0.0.1:"
              + port
              + " is taken, perhaps by another live run; name another port with --port, as --port "
              + (port == 65_535 ? port - 1 : port + 1)
              + ", or --port 0 for any that is free",
          e);
    }
  }

  /** Where the page is. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!isForThisMachine(exchange)) {
        send(exchange, 403, "text/plain", "this page is for 127.0.0.1 alone\n");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 405, "text/plain", "GET is all there is\n");
      } else if (path.equals("/")) {
        send(exchange, 200, "text/html; charset=utf-8", news.page());
      } else if (path.equals("/events")) {
        tell(exchange);
      } else {
        send(exchange, 404, "text/plain", "there is / and /events\n");
      }
    }
  }

  private boolean isForThisMachine(HttpExchange exchange) {
    int port = server.getAddress().getPort();
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    return Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host);
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Tells a listener everything new, until the run has ended or the listener has gone. */
  private void tell(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    long told = 0;
    try {
      // A page that was left open may hear another run than the one that it shows.
      write(exchange, event("run", news.identity()));
      while (true) {
        FolderNews.State state = news.after(told);
        if (state.edition() > told && !state.data().isEmpty()) {
          write(exchange, event("data", state.data()));
        } else {
          // A word to find out whether anybody is still there.
          write(exchange, ": waiting\n\n");
        }
        told = state.edition();
        if (state.over()) {
          write(exchange, ending(state));
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String ending(FolderNews.State state) {
    return state.trouble().isEmpty()
        ? event("end", "over")
        : event("trouble", state.trouble().replaceAll("[\\r\\n]+", " "));
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }

  private static void write(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  /** Tells all listeners how the run ended, and stops. */
  @Override
  public void close() {
    news.close();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(WAIT_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
  }
}
