package io.fedlora.report.page;

import io.fedlora.report.reading.Registration;
import io.fedlora.report.reading.RunReading;
import io.fedlora.report.reading.Sample;
import io.fedlora.report.reading.Trip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/** Who the clients are: groups, labels, and how their requests ended. */
final class ClientsData {
  private static final int MOST_LABEL_ROWS = 128;

  private ClientsData() {}

  /** Number, groups, and each client's group by its place among them. */
  static Map<String, Object> of(RunReading run) {
    Collection<Registration> clients = run.story().clients().values();
    List<String> groups = groups(clients);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("count", clients.size());
    data.put("groups", groups);
    data.put("group", clients.stream().map(client -> groups.indexOf(client.group())).toList());
    data.put("texts", clients.stream().map(Registration::train).toList());
    return data;
  }

  private static List<String> groups(Collection<Registration> clients) {
    List<String> groups = new ArrayList<>();
    for (Registration client : clients) {
      if (!groups.contains(client.group())) {
        groups.add(client.group());
      }
    }
    return groups;
  }

  /** How the requests of each client ended: a row each, in the order of {@link Trip.Outcome}. */
  static Map<Integer, long[]> outcomes(RunReading run) {
    Map<Integer, long[]> rows = new LinkedHashMap<>();
    run.story()
        .clients()
        .keySet()
        .forEach(k -> rows.put(k, new long[Trip.Outcome.values().length]));
    for (Trip trip : run.story().trips()) {
      rows.computeIfAbsent(trip.client(), k -> new long[Trip.Outcome.values().length])[
          trip.outcome().ordinal()]++;
    }
    return rows;
  }

  /** A row for each group: name, clients, and how their requests ended. */
  static List<Object> groupTable(RunReading run) {
    SortedMap<Integer, Registration> clients = run.story().clients();
    Map<String, long[]> rows = new LinkedHashMap<>();
    groups(clients.values()).forEach(name -> rows.put(name, new long[7]));
    outcomes(run)
        .forEach(
            (client, ended) -> {
              Registration who = clients.get(client);
              long[] row = rows.computeIfAbsent(who == null ? "" : who.group(), k -> new long[7]);
              row[0]++;
              for (int i = 0; i < ended.length; i++) {
                row[1 + i] += ended[i];
              }
            });
    List<Object> table = new ArrayList<>();
    rows.forEach(
        (name, row) -> {
          List<Object> cells = new ArrayList<>(List.of(name));
          for (long cell : row) {
            cells.add(cell);
          }
          table.add(cells);
        });
    return table;
  }

  /**
   * Training texts by label, a row a client. Of many clients, neighbours by their commonest label
   * are put together: a row is then the sum over several.
   */
  static Map<String, Object> labels(RunReading run) {
    TreeSet<String> names = new TreeSet<>();
    List<Registration> clients = new ArrayList<>(run.story().clients().values());
    clients.forEach(client -> names.addAll(client.labels().keySet()));
    clients.removeIf(client -> client.labels().isEmpty());
    boolean clustered = clients.size() > MOST_LABEL_ROWS;
    List<String> order = new ArrayList<>(names);
    if (clustered) {
      clients.sort(Comparator.comparing(client -> commonest(client, order)));
    }
    int rows = Math.min(clients.size(), MOST_LABEL_ROWS);
    List<Object> ids = new ArrayList<>();
    List<List<Integer>> counts = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int from = (int) ((long) row * clients.size() / rows);
      int to = (int) ((long) (row + 1) * clients.size() / rows);
      List<Registration> members = clients.subList(from, to);
      ids.add(clustered ? members.size() : members.get(0).client());
      counts.add(
          order.stream()
              .map(name -> members.stream().mapToInt(m -> m.labels().getOrDefault(name, 0)).sum())
              .toList());
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("of", clients.size());
    data.put("clustered", clustered);
    data.put("names", order);
    data.put("rows", ids);
    data.put("counts", counts);
    return data;
  }

  private static int commonest(Registration client, List<String> order) {
    int best = 0;
    for (int i = 1; i < order.size(); i++) {
      int here = client.labels().getOrDefault(order.get(i), 0);
      best = here > client.labels().getOrDefault(order.get(best), 0) ? i : best;
    }
    return best;
  }

  /** Clients in the order of groups, then numbers, evenly thinned out to as many as asked for. */
  static List<Integer> chosen(RunReading run, int most) {
    return chosen(run, run.story().clients().keySet(), most);
  }

  /** The same of some of them only. */
  static List<Integer> chosen(RunReading run, Collection<Integer> among, int most) {
    List<Registration> clients = new ArrayList<>(run.story().clients().values());
    clients.removeIf(client -> !among.contains(client.client()));
    List<String> groups = groups(clients);
    clients.sort(
        (a, b) -> {
          int order = Integer.compare(groups.indexOf(a.group()), groups.indexOf(b.group()));
          return order == 0 ? Integer.compare(a.client(), b.client()) : order;
        });
    return Sample.evenly(clients.stream().map(Registration::client).toList(), most);
  }
}
