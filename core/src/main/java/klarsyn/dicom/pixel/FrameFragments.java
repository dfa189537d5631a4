package klarsyn.dicom.pixel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import klarsyn.dicom.ByteSource;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Element;
import klarsyn.dicom.Tag;

/** Assigns fragments to frames (PS3.5, annex A.4): by offset tables, otherwise by count or by markers. */
final class FrameFragments {

    private final ByteSource source;
    private final Element.Slice table;
    private final List<Element.Slice> fragments;
    private final int frames;

    private FrameFragments(ByteSource source, List<Element.Slice> slices, int frames) {
        this.source = source;
        this.table = slices.getFirst();
        this.fragments = slices.subList(1, slices.size());
        this.frames = frames;
    }

    /** The fragments of each frame, in order; an inconsistent offset table is ignored. */
    static List<List<Element.Slice>> of(DicomObject object, List<Element.Slice> slices, int frames) {
        if (slices.size() < 2 || slices.size() - 1 < frames) {
            throw PixelData.wrong(
                    object,
                    "the pixel data have %d fragments for %d frames".formatted(Math.max(0, slices.size() - 1), frames));
        }
        var all = new FrameFragments(object.source(), slices, frames);
        if (frames == 1) {
            return List.of(List.copyOf(all.fragments));
        } else if (all.fragments.size() == frames) {
            return all.fragments.stream().map(List::of).toList();
        }
        long[] extended = object.longs(Tag.EXTENDED_OFFSET_TABLE);
        return all.at(extended)
                .or(() -> all.at(all.basicTable(object)))
                .or(all::byMarkers)
                .orElseThrow(() -> PixelData.wrong(
                        object,
                        "the %d fragments cannot be assigned to the %d frames"
                                .formatted(all.fragments.size(), frames)));
    }

    private long[] basicTable(DicomObject object) {
        long[] offsets = new long[table.length() / 4];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = source.signed32(table.offset() + 4 * i, object.byteOrder()) & 0xffffffffL;
        }
        return offsets;
    }

    /** Frames at these offsets from the first fragment's item, if fragments start there. */
    private Optional<List<List<Element.Slice>>> at(long[] offsets) {
        if (offsets.length != frames || offsets[0] != 0) {
            return Optional.empty();
        }
        List<List<Element.Slice>> found = new ArrayList<>();
        int next = 0;
        for (Element.Slice fragment : fragments) {
            long offset = (long) fragment.offset() - fragments.getFirst().offset();
            if (next < frames && offsets[next] == offset) {
                found.add(new ArrayList<>());
                next++;
            }
            found.getLast().add(fragment);
        }
        return next == frames ? Optional.of(found) : Optional.empty();
    }

    /** Frames that start at fragments with a start-of-image marker of the JPEG family. */
    private Optional<List<List<Element.Slice>>> byMarkers() {
        List<List<Element.Slice>> found = new ArrayList<>();
        for (Element.Slice fragment : fragments) {
            if (startsImage(fragment)) {
                found.add(new ArrayList<>());
            } else if (found.isEmpty()) {
                return Optional.empty();
            }
            found.getLast().add(fragment);
        }
        return found.size() == frames ? Optional.of(found) : Optional.empty();
    }

    private boolean startsImage(Element.Slice fragment) {
        if (fragment.length() < 4 || source.unsigned8(fragment.offset()) != 0xff) {
            return false;
        }
        int marker = source.unsigned8(fragment.offset() + 1);
        return (marker == 0xd8 || marker == 0x4f) && source.unsigned8(fragment.offset() + 2) == 0xff;
    }
}
