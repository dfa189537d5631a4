package klarsyn.nnunet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import klarsyn.base.ModelException;
import klarsyn.base.Where;

/**
 * Reads a pickle as data: containers, numbers, strings, tensors.
 *
 * <p>A pickle is a program for a stack machine, and Python executes whatever it names. This reader supports only
 * instructions that build containers; names not in {@link PickleGlobal} are rejected before any object is created.
 * Stack, memo, values and strings are bounded by the pickle's length and by limits far above any training.
 */
final class PickleReader {

    private static final int MAX_VALUES = 1 << 23;
    private static final int DEEPEST_STACK = 1 << 20;
    private static final int MAX_MEMO = 1 << 22;
    private static final int LONGEST_NAME = 256;
    private static final int NEWEST_PROTOCOL = 5;

    private final ByteBuffer in;
    private final Where where;
    private final PickleCalls calls;
    private final List<Pickled> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Integer, Pickled> memo = new HashMap<>();
    private long values;

    private PickleReader(byte[] pickle, Map<String, Long> storages, Where where) {
        this.in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
        this.where = where;
        this.calls = new PickleCalls(storages, where);
    }

    /**
     * The value of a pickle, at most 64 containers deep and without cycles.
     *
     * @param storages size in bytes of each external storage
     * @throws ModelException if it contains anything but tensors and plain containers (the message names it), or is
     *     damaged
     */
    static Pickled read(byte[] pickle, Map<String, Long> storages, Where where) {
        Pickled value = new PickleReader(pickle, storages, where).run();
        new PickleDepth(where).require(value);
        return value;
    }

    private Pickled run() {
        while (true) {
            int instruction = unsigned(1);
            if (instruction == '.') {
                Pickled result = pop();
                if (!stack.isEmpty() || !marks.isEmpty()) {
                    throw damaged("values are left over at the end");
                }
                return result;
            }
            step(instruction);
            requireFewValues();
        }
    }

    private void requireFewValues() {
        if (stack.size() > DEEPEST_STACK || values > MAX_VALUES) {
            throw damaged("it has more values than any checkpoint of nnU-Net");
        }
    }

    private void step(int instruction) {
        switch (instruction) {
            case 0x80 -> requireProtocol(unsigned(1));
            case 0x95 -> skipFrame();
            case '(' -> marks.add(stack.size());
            case '}' -> make(new Pickled.Entries());
            case ']', 0x8f -> make(Pickled.Items.list());
            case ')' -> make(Pickled.Items.tuple(List.of()));
            case 't', 0x91 -> make(Pickled.Items.tuple(popMarked()));
            case 0x85 -> make(Pickled.Items.tuple(popLast(1)));
            case 0x86 -> make(Pickled.Items.tuple(popLast(2)));
            case 0x87 -> make(Pickled.Items.tuple(popLast(3)));
            case 'N' -> make(new Pickled.Nothing());
            case 0x88 -> make(new Pickled.Truth(true));
            case 0x89 -> make(new Pickled.Truth(false));
            case 'K' -> make(new Pickled.Whole(unsigned(1)));
            case 'M' -> make(new Pickled.Whole(unsigned(2)));
            case 'J' -> make(new Pickled.Whole(unsigned(4)));
            case 0x8a -> make(new Pickled.Whole(integer(unsigned(1))));
            case 'G' -> make(new Pickled.Real(Double.longBitsToDouble(Long.reverseBytes(in(8).getLong()))));
            case 'X' -> make(new Pickled.Text(text(unsigned(4))));
            case 0x8c -> make(new Pickled.Text(text(unsigned(1))));
            case 'B' -> make(new Pickled.Octets(bytes(unsigned(4))));
            case 'C' -> make(new Pickled.Octets(bytes(unsigned(1))));
            default -> refer(instruction);
        }
    }

    /** Instructions that fill containers, and those with references: memo, names, storages. */
    private void refer(int instruction) {
        switch (instruction) {
            case 'q' -> put(unsigned(1));
            case 'r' -> put(unsigned(4));
            case 0x94 -> put(memo.size());
            case 'h' -> get(unsigned(1));
            case 'j' -> get(unsigned(4));
            case 'a' -> append(popLast(1));
            case 'e', 0x90 -> append(popMarked());
            case 's' -> set(popLast(2));
            case 'u' -> set(popMarked());
            case 'c' -> make(calls.global(line() + "." + line()));
            case 0x93 -> {
                List<Pickled> names = popLast(2);
                make(calls.global(calls.text(names.get(0)) + "." + calls.text(names.get(1))));
            }
            case 'Q' -> make(calls.persistent(pop()));
            case 'R' -> {
                List<Pickled> call = popLast(2);
                values += calls.cost(call.get(1));
                requireFewValues();
                make(calls.call(call.get(0), call.get(1)));
            }
            case 'b' -> {
                List<Pickled> build = popLast(2);
                calls.build(build.get(0), build.get(1));
                stack.add(build.get(0));
            }
            case 'i' -> throw calls.error(line() + "." + line());
            default -> throw calls.error("the instruction 0x%02x".formatted(instruction));
        }
    }

    private void requireProtocol(int protocol) {
        if (protocol > NEWEST_PROTOCOL) {
            throw damaged("its pickle has the unsupported protocol %d".formatted(protocol));
        }
    }

    /** A frame only states how much may be read ahead. */
    private void skipFrame() {
        if (in(8).getLong() < 0) {
            throw damaged("a frame has a negative length");
        }
    }

    private void make(Pickled value) {
        values++;
        stack.add(value);
    }

    private void put(int index) {
        if (index < 0 || index > MAX_MEMO) {
            throw damaged("invalid memo index %d".formatted(Integer.toUnsignedLong(index)));
        }
        if (stack.isEmpty()) {
            throw damaged("it memoizes a missing value");
        }
        memo.put(index, stack.getLast());
    }

    private void get(int index) {
        Pickled value = memo.get(index);
        if (value == null) {
            throw damaged("it refers to a missing value");
        }
        stack.add(value);
    }

    private void append(List<Pickled> added) {
        if (stack.isEmpty() || !(stack.getLast() instanceof Pickled.Items items) || !items.isGrowing()) {
            throw damaged("it appends to a value that is not a list");
        }
        added.forEach(items::add);
    }

    private void set(List<Pickled> added) {
        if (stack.isEmpty() || !(stack.getLast() instanceof Pickled.Entries entries) || added.size() % 2 != 0) {
            throw damaged("it sets keys of a value that is not a dictionary");
        }
        for (int i = 0; i < added.size(); i += 2) {
            entries.put(calls.key(added.get(i)), added.get(i + 1));
        }
    }

    private Pickled pop() {
        return popLast(1).getFirst();
    }

    private List<Pickled> popLast(int count) {
        int floor = marks.isEmpty() ? 0 : marks.getLast();
        if (stack.size() - count < floor) {
            throw damaged("it pops more values than there are");
        }
        return cut(stack.size() - count);
    }

    private List<Pickled> popMarked() {
        if (marks.isEmpty()) {
            throw damaged("it closes a container that was not opened");
        }
        return cut(marks.removeLast());
    }

    private List<Pickled> cut(int from) {
        List<Pickled> tail = stack.subList(from, stack.size());
        List<Pickled> copy = List.copyOf(tail);
        tail.clear();
        return copy;
    }

    /** Little-endian, unsigned for one and two bytes, as they are for four. */
    private int unsigned(int count) {
        ByteBuffer number = in(count);
        return switch (count) {
            case 1 -> Byte.toUnsignedInt(number.get());
            case 2 -> Short.toUnsignedInt(number.getShort());
            default -> number.getInt();
        };
    }

    private long integer(int length) {
        if (length > Long.BYTES) {
            throw damaged("it contains an integer of %d bytes".formatted(length));
        }
        ByteBuffer number = in(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (number.get(number.position() + i) & 0xFFL) << (8 * i);
        }
        int unused = Long.SIZE - 8 * length;
        return length == 0 ? 0 : value << unused >> unused;
    }

    private String text(int length) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in(length)).toString();
        } catch (CharacterCodingException wrong) {
            throw new ModelException("a string in the checkpoint is not UTF-8", where, PickleCalls.ANOTHER, wrong);
        }
    }

    private byte[] bytes(int length) {
        ByteBuffer part = in(length);
        byte[] copy = new byte[length];
        part.get(copy);
        return copy;
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int c = unsigned(1); c != '\n'; c = unsigned(1)) {
            if (line.length() == LONGEST_NAME) {
                throw damaged("it contains a name of more than %d characters".formatted(LONGEST_NAME));
            }
            line.append((char) c);
        }
        return line.toString();
    }

    /** The next bytes, which must exist. */
    private ByteBuffer in(int length) {
        if (length < 0 || length > in.remaining()) {
            throw damaged("it is truncated");
        }
        ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        return part;
    }

    private ModelException damaged(String what) {
        return new ModelException("the checkpoint is damaged: " + what, where, PickleCalls.ANOTHER);
    }
}
