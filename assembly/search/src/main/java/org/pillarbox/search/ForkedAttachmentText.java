package org.pillarbox.search;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.pillarbox.search.extraction.ExtractorMain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attachment text from a process of its own: a document that eats time or memory costs that
 * process, which is started again for the next one. It is ended when it has had nothing to do for a
 * while.
 *
 * <p>On its pipes: a request is pieces (length, bytes) ended by a piece of length 0 and the most
 * characters wanted; an answer is a length, -1 for "nothing to be read", and so many bytes of
 * UTF-8.
 */
final class ForkedAttachmentText implements AttachmentText {
  private static final Logger LOGGER = LoggerFactory.getLogger(ForkedAttachmentText.class);
  private static final int PIECE = 64 * 1024;
  private static final int MAGIC = 4;

  private final SearchConfiguration.Attachments configuration;
  private final ExecutorService pipes =
      Executors.newSingleThreadExecutor(work -> daemon(work, "attachment-text"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "attachment-text-idle"));
  private Optional<Child> child = Optional.empty();
  private Optional<ScheduledFuture<?>> idleEnd = Optional.empty();

  private record Child(Process process, DataOutputStream to, DataInputStream from) {
    void end() {
      process.destroyForcibly();
    }
  }

  @Inject
  ForkedAttachmentText(SearchConfiguration configuration) {
    this.configuration = configuration.attachments();
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Optional<String> extract(InputStream content, int limit) {
    try {
      byte[] start = content.readNBytes(MAGIC);
      return isReadable(start) ? extract(start, content, limit) : Optional.empty();
    } catch (IOException e) {
      LOGGER.info("Attachment indexed without its text: {}", e.toString());
      return Optional.empty();
    }
  }

  /** PDF, and the zip files that the office formats are. */
  private static boolean isReadable(byte[] start) {
    boolean pdf = new String(start, StandardCharsets.ISO_8859_1).equals("%PDF");
    boolean zip = start.length == MAGIC && start[0] == 'P' && start[1] == 'K' && start[2] == 3;
    return pdf || zip;
  }

  private synchronized Optional<String> extract(byte[] start, InputStream content, int limit)
      throws IOException {
    // Decoded here and in full: the message must not be read by another thread.
    byte[] rest = content.readNBytes(configuration.maxBytes());
    idleEnd.ifPresent(end -> end.cancel(false));
    Child running = running();
    Future<Optional<String>> answer = pipes.submit(() -> ask(running, start, rest, limit));
    try {
      return answer.get(configuration.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOGGER.info("Attachment indexed without its text: {}", e.toString());
      end();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end();
      return Optional.empty();
    } finally {
      long idle = configuration.idle().toMillis();
      idleEnd = Optional.of(timer.schedule(this::end, idle, TimeUnit.MILLISECONDS));
    }
  }

  private static Optional<String> ask(Child child, byte[] start, byte[] rest, int limit)
      throws IOException {
    send(child.to(), start, 0, start.length);
    for (int at = 0; at < rest.length; at += PIECE) {
      send(child.to(), rest, at, Math.min(PIECE, rest.length - at));
    }
    child.to().writeInt(0);
    child.to().writeInt(limit);
    child.to().flush();
    int length = child.from().readInt();
    if (length < 0) {
      return Optional.empty();
    }
    // A child that lies about its length gets no more memory than its answer may take.
    long most = 4L * limit;
    if (length > most) {
      throw new IOException("Answer of " + length + " bytes where " + most + " are allowed");
    }
    byte[] text = child.from().readNBytes(length);
    return Optional.of(new String(text, StandardCharsets.UTF_8));
  }

  private static void send(DataOutputStream to, byte[] bytes, int at, int length)
      throws IOException {
    if (length > 0) {
      to.writeInt(length);
      to.write(bytes, at, length);
    }
  }

  private Child running() throws IOException {
    if (child.isEmpty() || !child.get().process().isAlive()) {
      child = Optional.of(start());
    }
    return child.get();
  }

  private Child start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx" + configuration.heapMegabytes() + "m",
            "-Xms16m",
            "-Xss1m",
            "-XX:MaxMetaspaceSize=64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            "-Dpdfbox.fontcache=" + System.getProperty("java.io.tmpdir"),
            "-cp",
            String.join(System.getProperty("path.separator"), classPath()),
            ExtractorMain.class.getName());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    // Secrets in the environment are none of its business.
    builder.environment().clear();
    Process process = builder.start();
    return new Child(
        process,
        new DataOutputStream(process.getOutputStream()),
        new DataInputStream(process.getInputStream()));
  }

  private static Set<String> classPath() {
    Set<String> paths = new LinkedHashSet<>();
    List<String> needed =
        List.of(
            ExtractorMain.class.getName(),
            "org.apache.pdfbox.pdmodel.PDDocument",
            "org.apache.pdfbox.io.RandomAccessRead",
            "org.apache.fontbox.ttf.TrueTypeFont",
            "org.apache.commons.logging.LogFactory",
            "org.slf4j.Logger");
    for (String name : needed) {
      paths.add(location(name));
    }
    return paths;
  }

  private static String location(String className) {
    try {
      CodeSource source = Class.forName(className).getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI()).toString();
    } catch (ReflectiveOperationException | URISyntaxException e) {
      throw new UncheckedIOException(new IOException("Not on the class path: " + className, e));
    }
  }

  private synchronized void end() {
    child.ifPresent(Child::end);
    child = Optional.empty();
  }

  /** Ends the process. */
  @PreDestroy
  void stop() {
    timer.shutdownNow();
    pipes.shutdownNow();
    end();
  }

  /** Whether the process is there. */
  synchronized boolean isRunning() {
    return child.filter(running -> running.process().isAlive()).isPresent();
  }
}
