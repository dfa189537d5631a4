package klarsyn.codec.jpeg2000;

import static klarsyn.codec.jpeg2000.J2kContexts.BELOW;
import static klarsyn.codec.jpeg2000.J2kContexts.NEGATIVE;
import static klarsyn.codec.jpeg2000.J2kContexts.NEIGHBORS;
import static klarsyn.codec.jpeg2000.J2kContexts.REFINED;
import static klarsyn.codec.jpeg2000.J2kContexts.SIGNIFICANT;
import static klarsyn.codec.jpeg2000.J2kContexts.VISITED;

import java.util.Arrays;
import klarsyn.codec.CodecErrors;

/**
 * Decodes code-blocks bit plane by bit plane (T.800, Annex D).
 *
 * <p>Magnitudes have one extra bit: each is reconstructed at the midpoint of its uncertainty interval.
 */
final class J2kBlockDecoder {

    private final CodecErrors errors;
    private final J2kArithmetic coder = new J2kArithmetic();
    private int[] magnitudes = {};
    private int[] flags = {};
    private int width;
    private int height;
    private int line;
    private int kind;
    private boolean causal;
    private boolean plain;
    private int bit;

    J2kBlockDecoder(CodecErrors errors) {
        this.errors = errors;
    }

    /** Decodes a block of a band and returns its coefficients, doubled, line by line; the array is reused. */
    int[] decode(J2kBlock block, J2kBand band, J2kStyle style) {
        width = block.rect.width();
        height = block.rect.height();
        line = width + 2;
        kind = band.kind();
        causal = style.has(J2kStyle.CAUSAL);
        magnitudes = cleared(magnitudes, width * height);
        flags = cleared(flags, line * (height + 2));
        int plane = band.planes() - block.emptyPlanes;
        if (plane < 1 || plane > 30 || block.passes > 3 * plane - 2) {
            throw errors.damaged("a code-block has %d passes in %d planes".formatted(block.passes, plane));
        }
        coder.resetContexts();
        int pass = 0;
        for (J2kBlock.Segment segment : block.segments) {
            plain = style.has(J2kStyle.BYPASS) && pass >= 10 && (pass - 1) % 3 != 2;
            byte[] bytes = segment.bytes.toByteArray();
            if (plain) {
                coder.startPlain(bytes);
            } else {
                coder.start(bytes);
            }
            for (int i = 0; i < segment.passes; i++, pass++) {
                bit = 1 << (plane - 1 - (pass + 2) / 3);
                decodePass(pass, style);
            }
        }
        return withSigns();
    }

    private static int[] cleared(int[] array, int length) {
        if (array.length < length) {
            return new int[length];
        }
        Arrays.fill(array, 0, length, 0);
        return array;
    }

    private int[] withSigns() {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if ((flags[(y + 1) * line + x + 1] & NEGATIVE) != 0) {
                    magnitudes[y * width + x] = -magnitudes[y * width + x];
                }
            }
        }
        return magnitudes;
    }

    private void decodePass(int pass, J2kStyle style) {
        // The first pass is a cleanup pass; then significance, refinement and cleanup passes alternate.
        int kind = (pass + 2) % 3;
        for (int top = 0; top < height; top += 4) {
            int bottom = Math.min(top + 4, height);
            for (int x = 0; x < width; x++) {
                switch (kind) {
                    case 0 -> updateNeighbors(x, top, bottom);
                    case 1 -> refine(x, top, bottom);
                    default -> cleanUp(x, top, bottom);
                }
            }
        }
        if (kind == 2 && style.has(J2kStyle.SYMBOLS)) {
            int symbol = 0;
            for (int i = 0; i < 4; i++) {
                symbol = symbol << 1 | coder.decide(J2kArithmetic.UNIFORM);
            }
            if (symbol != 0b1010) {
                throw errors.damaged("a segmentation symbol of a code-block is wrong");
            }
        }
        if (style.has(J2kStyle.RESET)) {
            coder.resetContexts();
        }
    }

    /** Neighbor states of a coefficient; causal blocks ignore the stripe below. */
    private int around(int at, int y) {
        return causal && (y & 3) == 3 ? flags[at] & ~BELOW : flags[at];
    }

    private void updateNeighbors(int x, int top, int bottom) {
        for (int y = top, at = (top + 1) * line + x + 1; y < bottom; y++, at += line) {
            int known = around(at, y);
            if ((known & SIGNIFICANT) == 0 && (known & NEIGHBORS) != 0) {
                if ((plain ? coder.plain() : coder.decide(J2kContexts.zero(kind, known))) == 1) {
                    becomeSignificant(x, y, at, known);
                }
                flags[at] |= VISITED;
            }
        }
    }

    private void refine(int x, int top, int bottom) {
        for (int y = top, at = (top + 1) * line + x + 1; y < bottom; y++, at += line) {
            if ((flags[at] & (SIGNIFICANT | VISITED)) == SIGNIFICANT) {
                int one = plain ? coder.plain() : coder.decide(J2kContexts.refinement(around(at, y)));
                int place = y * width + x;
                // Moves the midpoint bit down by one.
                magnitudes[place] = (magnitudes[place] & -4 * bit) | (2 * one + 1) * bit;
                flags[at] |= REFINED;
            }
        }
    }

    private void cleanUp(int x, int top, int bottom) {
        int y = top;
        int at = (top + 1) * line + x + 1;
        if (bottom - top == 4 && nothingKnown(at)) {
            if (coder.decide(J2kArithmetic.RUN) == 0) {
                return;
            }
            int zeros = coder.decide(J2kArithmetic.UNIFORM) << 1;
            zeros |= coder.decide(J2kArithmetic.UNIFORM);
            y += zeros;
            at += zeros * line;
            becomeSignificant(x, y, at, around(at, y));
            y++;
            at += line;
        }
        for (; y < bottom; y++, at += line) {
            int known = around(at, y);
            if ((known & (SIGNIFICANT | VISITED)) == 0 && coder.decide(J2kContexts.zero(kind, known)) == 1) {
                becomeSignificant(x, y, at, known);
            }
            flags[at] &= ~VISITED;
        }
    }

    private boolean nothingKnown(int at) {
        int last = causal ? flags[at + 3 * line] & ~BELOW : flags[at + 3 * line];
        int all = flags[at] | flags[at + line] | flags[at + 2 * line] | last;
        return (all & (NEIGHBORS | SIGNIFICANT | VISITED)) == 0;
    }

    private void becomeSignificant(int x, int y, int at, int known) {
        boolean negative;
        if (plain) {
            negative = coder.plain() == 1;
        } else {
            int context = J2kContexts.sign(known);
            negative = (coder.decide(context & 0x7F) ^ context >> 7) == 1;
        }
        magnitudes[y * width + x] = 3 * bit;
        flags[at] |= negative ? SIGNIFICANT | NEGATIVE : SIGNIFICANT;
        flags[at - line] |= J2kContexts.SOUTH | (negative ? J2kContexts.SOUTH_NEGATIVE : 0);
        flags[at + line] |= J2kContexts.NORTH | (negative ? J2kContexts.NORTH_NEGATIVE : 0);
        flags[at - 1] |= J2kContexts.EAST | (negative ? J2kContexts.EAST_NEGATIVE : 0);
        flags[at + 1] |= J2kContexts.WEST | (negative ? J2kContexts.WEST_NEGATIVE : 0);
        flags[at - line - 1] |= J2kContexts.SOUTH_EAST;
        flags[at - line + 1] |= J2kContexts.SOUTH_WEST;
        flags[at + line - 1] |= J2kContexts.NORTH_EAST;
        flags[at + line + 1] |= J2kContexts.NORTH_WEST;
    }
}
