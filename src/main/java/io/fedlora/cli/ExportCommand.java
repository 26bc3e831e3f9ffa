package io.fedlora.cli;

import io.fedlora.peft.PeftAdapter;
import io.fedlora.peft.Site;
import io.fedlora.run.AdapterExport;
import io.fedlora.run.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fedlora export}. */
@Command(
    name = "export",
    description = {
      "Writes the adapters of a client for Hugging Face's PEFT.",
      "The common one, the private one, and both merged into one, each in a folder with the"
          + " classification head beside it."
    },
    footer = {
      "",
      "Examples:",
      "  fedlora export runs/quickstart --client 3 --to for-peft",
      "      writes for-peft/common, for-peft/private and for-peft/merged",
      "  fedlora run scenarios/quickstart.conf foundation.adapter=for-peft/common",
      "      starts another run from the common one"
    },
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "DIR", description = "The folder of a run that has ended.")
  private Path folder = Path.of("");

  @Option(
      names = "--client",
      paramLabel = "K",
      required = true,
      description = "Whose adapters, from 0.")
  private int client;

  @Option(
      names = "--to",
      paramLabel = "DIR2",
      required = true,
      description = "A folder that is not there yet.")
  private Path to = Path.of("");

  ExportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    AdapterExport export = AdapterExport.of(RunFolder.begun(folder), client);
    export.write(to);
    Table table = new Table().words("folder").figures("rank").figures("layers").figures("linears");
    for (Map.Entry<String, PeftAdapter> one : export.adapters().entrySet()) {
      PeftAdapter adapter = one.getValue();
      long layers = adapter.updates().keySet().stream().map(Site::layer).distinct().count();
      table.row(
          List.of(
              to.resolve(one.getKey()).toString(),
              String.valueOf(adapter.rank()),
              String.valueOf(layers),
              String.valueOf(adapter.updates().size())));
    }
    table.print(shell);
    export.caution().ifPresent(new Warnings(shell)::say);
    if (!export.adapters().containsKey("merged")) {
      shell
          .err()
          .println(
              "There is no merged adapter: when the method scores, it first fits its model to the"
                  + " client's texts.");
      shell.err().flush();
    }
    return ExitStatus.DONE;
  }
}
