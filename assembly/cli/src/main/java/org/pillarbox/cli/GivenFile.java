package org.pillarbox.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that an administrator names on the command line. */
record GivenFile(Path path, int mostMegabytes) {
  private static final long MEGABYTE = 1024L * 1024;

  byte[] bytes() throws CommandFailure {
    try {
      if (Files.size(path) > mostMegabytes * MEGABYTE) {
        throw new CommandFailure(ExitCode.USAGE, path + " is larger than " + mostMegabytes + " MB");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, path + " can't be read: " + why(e), e);
    }
  }

  /** As UTF-8. */
  String text() throws CommandFailure {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private static String why(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      // Who started us as root finds it strange: that user may read everything.
      return "user " + System.getProperty("user.name") + ", as whom this runs, may not";
    }
    return e.getMessage();
  }
}
