package org.pillarbox.protection.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Cuts what a client sends into frames that end with LF, and cuts longer lines at {@link
 * #MAX_FRAME} bytes. What a line means is for the reader of frames to decide: a frame without LF is
 * a piece of a longer line, one with a bare LF is no line (RFC 5321 section 2.3.8). A piece never
 * ends between CR and LF, so a reader sees every line end whole.
 *
 * <p>It also counts. A client that speaks on after STARTTLS without waiting for the answer has its
 * words put into the encrypted session by whoever sits in the middle; {@link #allAnswered()} says
 * whether that happened.
 */
public final class CrlfFramer extends ByteToMessageDecoder {
  /**
   * A base64 line of AUTH may have 12,288 bytes (RFC 4954 section 4), which is more than any other
   * line.
   */
  public static final int MAX_FRAME = 12_288 + 2;

  private static final byte LF = '\n';
  private static final byte CR = '\r';

  private final AtomicLong taken = new AtomicLong();
  private long emitted;

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    int length = nextFrame(in);
    if (length > 0) {
      // A copy on the heap: the handlers behind us lose a buffer when they throw.
      out.add(Unpooled.wrappedBuffer(ByteBufUtil.getBytes(in, in.readerIndex(), length)));
      in.skipBytes(length);
      emitted++;
    }
  }

  private static int nextFrame(ByteBuf in) {
    int readable = Math.min(in.readableBytes(), MAX_FRAME);
    int end = in.indexOf(in.readerIndex(), in.readerIndex() + readable, LF);
    if (end >= 0) {
      return end - in.readerIndex() + 1;
    }
    if (in.readableBytes() <= MAX_FRAME) {
      return 0;
    }
    return in.getByte(in.readerIndex() + MAX_FRAME - 1) == CR ? MAX_FRAME - 1 : MAX_FRAME;
  }

  /** The reader says that it begins to answer one more frame. */
  public void frameTaken() {
    taken.incrementAndGet();
  }

  /**
   * Whether nothing came after the frame that is being answered. To be asked on the channel's event
   * loop.
   */
  boolean allAnswered() {
    return taken.get() == emitted && actualReadableBytes() == 0;
  }
}
