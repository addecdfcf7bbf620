package org.pillarbox.rulebook.gathering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.lookup.LookupSession;

/** A DNS server of a handful of records on loopback; it can fail, and say nothing. */
final class NameServer implements AutoCloseable {
  private static final int LONGEST = 512;

  private final DatagramSocket socket;
  private final List<Record> records = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int code = Rcode.NOERROR;
  private volatile boolean silent;

  NameServer() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "name-server");
    thread.setDaemon(true);
    thread.start();
  }

  NameServer with(Record record) {
    records.add(record);
    return this;
  }

  NameServer failing() {
    code = Rcode.SERVFAIL;
    return this;
  }

  NameServer silent() {
    silent = true;
    return this;
  }

  int asked() {
    return asked.get();
  }

  LookupSession session() {
    SimpleResolver resolver =
        new SimpleResolver(new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort()));
    resolver.setTimeout(Duration.ofMinutes(1));
    return LookupSession.builder().resolver(resolver).build();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        socket.receive(packet);
        asked.incrementAndGet();
        if (!silent) {
          byte[] answer = answer(new Message(ByteBuffer.wrap(packet.getData()))).toWire();
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Message answer(Message question) {
    Record wanted = question.getQuestion();
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setRcode(code);
    answer.addRecord(wanted, Section.QUESTION);
    List<Record> named =
        records.stream().filter(one -> one.getName().equals(wanted.getName())).toList();
    if (named.isEmpty() && code == Rcode.NOERROR) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    named.stream()
        .filter(one -> one.getType() == wanted.getType())
        .forEach(one -> answer.addRecord(one, Section.ANSWER));
    return answer;
  }

  @Override
  public void close() {
    socket.close();
  }
}
