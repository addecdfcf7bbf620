package org.pillarbox.engines;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts an engine's process with the least it needs: account, environment, directories. */
final class Launcher {
  private static final Logger LOGGER = LoggerFactory.getLogger(Launcher.class);
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Recipe recipe;
  private final EngineTree tree;
  private final EngineDirectories directories;

  Launcher(Recipe recipe, EngineTree tree, EngineDirectories directories) {
    this.recipe = recipe;
    this.tree = tree;
    this.directories = directories;
  }

  /** A process whose standard input stays open until we die; its output is in the console log. */
  Process launch() throws IOException {
    Optional<Account> account = Account.toDropTo();
    Ownership ownership = new Ownership(directories, account);
    ownership.makeDirectories();
    EngineTree readable = ReadableTree.of(recipe, tree, directories, account);
    recipe.ports().forEach(port -> Loopback.requireFree(recipe.name(), port));
    recipe.prepare(directories, readable);
    Path console = directories.console();
    if (Files.exists(console)) {
      Files.move(
          console, console.resolveSibling("console.1.log"), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.createFile(console);
    ownership.handOver();

    List<String> command = new ArrayList<>();
    account.ifPresent(drop -> command.addAll(drop.prefix()));
    if (account.isEmpty() && Files.isExecutable(SETPRIV)) {
      command.add(SETPRIV.toString());
    }
    if (!command.isEmpty()) {
      command.add("--no-new-privs");
    }
    if (Files.isExecutable(SETSID)) {
      // A session of its own: Ctrl-C at the terminal must reach us only, we stop engines in order.
      command.add(SETSID.toString());
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(recipe.arguments(directories, readable));

    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directories.run().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    // Our environment may hold secrets; engines need none of it.
    environment.clear();
    environment.put("PATH", path);
    environment.put("LANG", "C.UTF-8");
    environment.put("HOME", directories.tmp().toString());
    // glibc keeps an arena per thread otherwise: tens of megabytes for nothing.
    environment.put("MALLOC_ARENA_MAX", "2");

    Process process = builder.start();
    // The stream is kept open by the Process: its end is how the engine learns that we died.
    OutputStream input = process.getOutputStream();
    try {
      input.write(recipe.input().getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      // It died at once; whoever waits for it reports why, with its log.
      LOGGER.warn("{} did not read its standard input", recipe.name(), e);
    }
    return process;
  }
}
