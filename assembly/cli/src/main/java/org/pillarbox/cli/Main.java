package org.pillarbox.cli;

import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;
import org.pillarbox.server.configuration.DataSize;
import org.pillarbox.server.configuration.Durations;
import org.pillarbox.server.configuration.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command's entry. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code, see {@link ExitCode}. */
  public static void main(String[] args) {
    Surroundings surroundings = Surroundings.real();
    int code = run(surroundings, args);
    surroundings.out().flush();
    System.exit(code);
  }

  /** Runs one command and gives back its exit code. */
  static int run(Surroundings surroundings, String... args) {
    return commandLine(surroundings).execute(args);
  }

  /** The command with all its subcommands. */
  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine command =
        new CommandLine(new Pillarbox(surroundings), new Factory(surroundings))
            .setOut(surroundings.out())
            .setErr(surroundings.err())
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
            .setExecutionExceptionHandler((e, line, parsed) -> failed(surroundings, e))
            .setParameterExceptionHandler((e, args) -> misused(surroundings, e))
            .registerConverter(Duration.class, text -> converted(() -> Durations.parse(text), text))
            .registerConverter(DataSize.class, text -> converted(() -> DataSize.parse(text), text));
    help(command);
    return command;
  }

  /** Gives every command, at every depth, the same --help. */
  private static void help(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Explain this command.")
                .build());
    // An alias is the same command again.
    command.getSubcommands().values().stream().distinct().forEach(Main::help);
  }

  private static int failed(Surroundings surroundings, Exception e) throws Exception {
    if (!(e instanceof CommandFailure failure)) {
      throw e;
    }
    surroundings.err().println(failure.getMessage());
    return failure.exitCode();
  }

  private static int misused(Surroundings surroundings, ParameterException e) {
    PrintWriter err = surroundings.err();
    CommandLine command = e.getCommandLine();
    err.println(e.getMessage());
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      Suggestion.nearest(unmatched.getUnmatched().get(0), command.getSubcommands().keySet())
          .ifPresent(name -> err.println("Did you mean " + name + "?"));
    }
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private interface Conversion<T> {
    T convert();
  }

  private static <T> T converted(Conversion<T> conversion, String text) {
    try {
      return conversion.convert();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("\"" + text + "\" " + e.getMessage());
    }
  }

  /** Makes commands and options with the surroundings that they work in. */
  private record Factory(Surroundings surroundings) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Surroundings.class})) {
          return type.cast(make(constructor));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }

    private Object make(Constructor<?> constructor) throws Exception {
      try {
        return constructor.newInstance(surroundings);
      } catch (InvocationTargetException e) {
        throw new IllegalStateException("can't make " + constructor, e.getCause());
      }
    }
  }
}
