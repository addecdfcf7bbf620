package org.pillarbox.protection.sieve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.core.Username;
import org.apache.james.managesieve.api.ManageSieveException;
import org.apache.james.managesieve.api.Session;
import org.apache.james.managesieve.transcode.ManageSieveProcessor;
import org.apache.james.managesieve.util.SettableSession;
import org.apache.james.protocols.netty.Encryption;
import org.apache.james.sieverepository.api.exception.SieveRepositoryException;
import org.pillarbox.protection.net.CrlfFramer;
import org.pillarbox.protection.net.StartTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One ManageSieve connection (RFC 5804). What touches scripts is James'; what touches passwords and
 * TLS is here: SASL is neither offered nor taken before TLS, capabilities are told again after TLS
 * (section 2.2), and a script that does not parse is refused before it is stored.
 */
final class SieveCore extends ChannelInboundHandlerAdapter {
  private static final Logger LOGGER = LoggerFactory.getLogger(SieveCore.class);
  private static final int MOST_BEFORE_LOGIN = 16 * 1024;
  private static final int MOST_AFTER_LOGIN = 512 * 1024;
  private static final Pattern SCRIPT =
      Pattern.compile("\\A\\{[0-9]+\\}\r\n(.*)\r\nOK(.*)\\z", Pattern.DOTALL);

  private final ManageSieveProcessor processor;
  private final SieveLogin login;
  private final Optional<Encryption> encryption;
  private final Session session = new SettableSession();
  private final SieveReader reader = new SieveReader();
  private boolean awaitingResponse;
  private int failures;

  SieveCore(ManageSieveProcessor processor, SieveLogin login, Optional<Encryption> encryption) {
    this.processor = processor;
    this.login = login;
    this.encryption = encryption;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    super.channelActive(context);
    write(context, capabilities(context) + "OK \"Pillarbox ready\"\r\n");
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    context.pipeline().get(CrlfFramer.class).frameTaken();
    byte[] frame = ByteBufUtil.getBytes((ByteBuf) message);
    MDC.put("ip", address(context));
    MDC.put("protocol", "MANAGESIEVE");
    try {
      Optional<SieveReader.Command> command =
          reader.read(frame, session.isAuthenticated() ? MOST_AFTER_LOGIN : MOST_BEFORE_LOGIN);
      if (command.isPresent()) {
        answer(context, command.get());
      }
    } catch (IllegalArgumentException e) {
      LOGGER.info("Closing ManageSieve connection of {}: {}", address(context), e.getMessage());
      bye(context, "Command too long");
    } finally {
      MDC.remove("ip");
      MDC.remove("protocol");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOGGER.warn("ManageSieve connection of {} failed", address(context), cause);
    bye(context, "Internal error");
  }

  private void answer(ChannelHandlerContext context, SieveReader.Command command)
      throws ManageSieveException, SieveRepositoryException {
    if (awaitingResponse) {
      awaitingResponse = false;
      verify(context, command.literal().orElse(unquote(command.head())));
      return;
    }
    switch (command.verb()) {
      case "" -> LOGGER.trace("Empty line");
      case "STARTTLS" -> startTls(context);
      case "AUTHENTICATE" -> authenticate(context, command);
      case "CAPABILITY" -> write(context, capabilities(context) + "OK\r\n");
      case "LOGOUT" -> close(context, "OK\r\n");
      case "PUTSCRIPT" -> putScript(context, command);
      case "GETSCRIPT" -> write(context, countedInOctets(ask(command.text(command.head()))));
      default -> write(context, ask(command.text(command.head())));
    }
  }

  private String ask(String request) throws ManageSieveException, SieveRepositoryException {
    return processor.handleRequest(session, request);
  }

  /**
   * James stores first and parses then; a script that does not parse would stop the user's mail
   * (section 2.6).
   */
  private void putScript(ChannelHandlerContext context, SieveReader.Command command)
      throws ManageSieveException, SieveRepositoryException {
    String checked = ask(command.text("CHECKSCRIPT"));
    write(context, checked.startsWith("OK") ? ask(command.text(command.head())) : checked);
  }

  private static String countedInOctets(String response) {
    Matcher script = SCRIPT.matcher(response);
    if (!script.matches()) {
      return response;
    }
    int octets = script.group(1).getBytes(StandardCharsets.UTF_8).length;
    return "{" + octets + "}\r\n" + script.group(1) + "\r\nOK" + script.group(2);
  }

  private void startTls(ChannelHandlerContext context) {
    if (isSecure(context) || encryption.isEmpty() || session.isAuthenticated()) {
      write(context, "NO \"STARTTLS is not allowed now\"\r\n");
      return;
    }
    StartTls.begin(
        context.channel(),
        encryption.get(),
        "OK \"Begin TLS negotiation\"\r\n".getBytes(StandardCharsets.US_ASCII));
    session.setSslEnabled(true);
    write(context, capabilities(context) + "OK \"TLS negotiation successful\"\r\n");
  }

  private void authenticate(ChannelHandlerContext context, SieveReader.Command command) {
    if (!isSecure(context)) {
      write(context, "NO (ENCRYPT-NEEDED) \"No password before TLS: STARTTLS first\"\r\n");
    } else if (session.isAuthenticated()) {
      write(context, "NO \"Already authenticated\"\r\n");
    } else {
      String[] words = command.argument().split(" +", 2);
      if (!unquote(words[0]).equalsIgnoreCase("PLAIN")) {
        write(context, "NO \"The mechanism is PLAIN\"\r\n");
      } else if (command.literal().isPresent() || words.length == 2) {
        verify(context, command.literal().orElseGet(() -> unquote(words[1])));
      } else {
        awaitingResponse = true;
        write(context, "\"\"\r\n");
      }
    }
  }

  private void verify(ChannelHandlerContext context, String response) {
    SieveLogin.Outcome outcome = login.plain(response.strip());
    if (outcome instanceof SieveLogin.Success success) {
      loggedIn(context, success.user());
    } else if (outcome instanceof SieveLogin.Away) {
      write(context, "NO (TRYLATER) \"Logins can't be checked now\"\r\n");
    } else {
      failed(context);
    }
  }

  private void failed(ChannelHandlerContext context) {
    failures++;
    if (failures >= login.mostFailures()) {
      bye(context, "Too many failed logins");
    } else {
      write(context, "NO \"Authentication failed\"\r\n");
    }
  }

  private void loggedIn(ChannelHandlerContext context, Username user) {
    session.setUser(user);
    session.setState(Session.State.AUTHENTICATED);
    write(context, "OK\r\n");
  }

  /** James' list, without SASL before TLS and without STARTTLS after it. */
  private String capabilities(ChannelHandlerContext context) {
    boolean secure = isSecure(context);
    return processor
        .getAdvertisedCapabilities()
        .lines()
        .filter(line -> !line.isBlank())
        .filter(line -> !line.startsWith("\"STARTTLS\"") || (!secure && encryption.isPresent()))
        .map(
            line ->
                line.startsWith("\"SASL\"")
                    ? (secure ? "\"SASL\" \"PLAIN\"" : "\"SASL\" \"\"")
                    : line)
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static boolean isSecure(ChannelHandlerContext context) {
    return context.pipeline().get(SslHandler.class) != null;
  }

  private static String unquote(String text) {
    String trimmed = text.strip();
    boolean quoted = trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"");
    return quoted ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
  }

  private static String address(ChannelHandlerContext context) {
    return context.channel().remoteAddress() instanceof InetSocketAddress address
        ? address.getAddress().getHostAddress()
        : "-";
  }

  private static void write(ChannelHandlerContext context, String text) {
    context
        .channel()
        .writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8))
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  private static void bye(ChannelHandlerContext context, String why) {
    close(context, "BYE \"" + why + "\"\r\n");
  }

  private static void close(ChannelHandlerContext context, String text) {
    context
        .channel()
        .writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8))
        .addListener(ChannelFutureListener.CLOSE);
  }
}
