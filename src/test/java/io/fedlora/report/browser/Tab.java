package io.fedlora.report.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A tab of a browser, with a memory of what its page complained of and asked for. */
public final class Tab implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final WebSocket socket;
  private final AtomicInteger serial = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  Tab(URI address) {
    socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Ears()).join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Everything that the page wrote to the console as an error, and what it threw. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Every address that the page asked for. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Sets the size of the page's window, and what theme the system has. */
  public void setUp(int width, int height, boolean dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Opens a page and waits until it says that it is drawn. */
  public void open(String address) {
    call("Page.navigate", Map.of("url", address));
    await(
        "document.documentElement?.dataset.drawn === 'true' && document.readyState === 'complete'");
  }

  /** Waits until an expression holds. */
  public void await(String expression) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!evaluate("Boolean(" + expression + ")").getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never came true: " + expression + "; " + complaints);
      }
      try {
        Thread.sleep(30);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** The value of an expression in the page. */
  public JsonElement evaluate(String expression) {
    JsonObject answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    JsonElement value = answer.getAsJsonObject("result").get("value");
    return value == null ? com.google.gson.JsonNull.INSTANCE : value;
  }

  /** Moves, presses or releases the mouse at a place in the window. */
  public void mouse(String type, double x, double y, boolean pressed) {
    call(
        "Input.dispatchMouseEvent",
        Map.of(
            "type",
            type,
            "x",
            x,
            "y",
            y,
            "button",
            pressed ? "left" : "none",
            "buttons",
            pressed ? 1 : 0,
            "clickCount",
            pressed ? 1 : 0));
  }

  /** Presses a key and lets it go. */
  public void key(String name, String text) {
    call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", name, "text", text));
    call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", name));
  }

  /** A picture of the window, or of the whole page, as PNG. */
  public byte[] picture(boolean whole) {
    Map<String, Object> how = Map.of("format", "png");
    if (whole) {
      double width = evaluate("document.documentElement.clientWidth").getAsDouble();
      double height = evaluate("document.documentElement.scrollHeight").getAsDouble();
      how =
          Map.of(
              "format",
              "png",
              "captureBeyondViewport",
              true,
              "clip",
              Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1));
    }
    return Base64.getDecoder()
        .decode(call("Page.captureScreenshot", how).get("data").getAsString());
  }

  JsonObject call(String method, Map<String, ?> parameters) {
    int id = serial.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    String message =
        io.fedlora.journal.Json.of(
            new java.util.TreeMap<>(Map.of("id", id, "method", method, "params", parameters)));
    synchronized (socket) {
      socket.sendText(message, true).join();
    }
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(method + " is not answered", e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Ears implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        hear(JsonParser.parseString(text.toString()).getAsJsonObject());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void hear(JsonObject message) {
      if (message.has("id")) {
        CompletableFuture<JsonObject> answer = waiting.remove(message.get("id").getAsInt());
        if (answer != null && message.has("error")) {
          answer.completeExceptionally(new IllegalStateException(message.get("error").toString()));
        } else if (answer != null) {
          answer.complete(message.getAsJsonObject("result"));
        }
        return;
      }
      JsonObject about = message.getAsJsonObject("params");
      switch (message.get("method").getAsString()) {
        case "Runtime.exceptionThrown" -> complaints.add(about.toString());
        case "Runtime.consoleAPICalled" -> {
          if (List.of("error", "warning", "assert").contains(about.get("type").getAsString())) {
            complaints.add(about.toString());
          }
        }
        case "Log.entryAdded" -> {
          JsonObject entry = about.getAsJsonObject("entry");
          if (List.of("error", "warning").contains(entry.get("level").getAsString())) {
            complaints.add(entry.toString());
          }
        }
        case "Network.requestWillBeSent" ->
            requests.add(about.getAsJsonObject("request").get("url").getAsString());
        default -> {}
      }
    }
  }

  /** Strings as a list of JSON. */
  public static List<String> strings(JsonElement list) {
    List<String> all = new ArrayList<>();
    list.getAsJsonArray().forEach(one -> all.add(one.getAsString()));
    return all;
  }
}
