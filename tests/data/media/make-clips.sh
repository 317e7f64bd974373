#!/bin/sh
# Makes the clips and sounds beside it, with ffmpeg 5 or later (libx264, libsvtav1, libvpx,
# libvpx-vp9, libmp3lame, libvorbis).
set -eu
cd "$(dirname "$0")"
scene="testsrc2=size=240x320:rate=15:duration=1.2"
bare="-fflags +bitexact -map_metadata -1"
make() { ffmpeg -hide_banner -loglevel error -y "$@"; }
h264() { make -f lavfi -i "$1" -c:v libx264 -preset slow -crf "$2" -pix_fmt yuv420p $bare "$3"; }

make -f lavfi -i "$scene" -c:v libx264 -preset slow -crf 34 -pix_fmt yuv420p \
    -movflags +faststart $bare clip.mp4
make -f lavfi -i "testsrc2=size=240x320:rate=15:duration=2.4" -c:v libx264 -preset slow -crf 34 \
    -pix_fmt yuv420p -movflags +faststart $bare clip-longer.mp4
make -i clip.mp4 -c copy $bare clip-moov-last.mp4
make -i clip.mp4 -c copy -movflags frag_keyframe+empty_moov $bare clip-fragmented.mp4
head -c $(($(wc -c < clip.mp4) / 2)) clip.mp4 > clip-cut-in-half.mp4
make -f lavfi -i "$scene" -c:v libsvtav1 -crf 50 -preset 8 -pix_fmt yuv420p $bare clip-av1.mp4
make -f lavfi -i "$scene" -c:v libvpx -b:v 60k $bare clip-vp8.webm
make -f lavfi -i "$scene" -c:v libvpx-vp9 -b:v 60k $bare clip-vp9.webm
make -i clip-vp9.webm -c copy $bare not-webm.mkv
h264 "color=c=gray:size=4112x64:rate=5:duration=0.4" 51 too-wide.mp4
h264 "color=c=gray:size=32x32:rate=1:duration=700" 51 too-long.mp4
make -f lavfi -i sine=duration=0.3 -c:a aac -b:a 16k $bare sound-only.mp4
make -f lavfi -i "color=c=red:size=60x80:rate=2:duration=0.5[a];color=c=blue:size=60x80:rate=2:duration=0.5[b];[a][b]concat" $bare red-then-blue.gif
make -f lavfi -i "color=c=red:size=60x80:rate=2:duration=0.5[a];color=c=blue:size=60x80:rate=2:duration=0.5[b];[a][b]concat" -lossless 1 $bare red-then-blue.webp

tone="sine=frequency=220:sample_rate=16000:duration=0.5"
for form in wav mp3 m4a ogg flac aac; do
    make -f lavfi -i "$tone" -ac 1 -b:a 24k $bare "tone.$form"
done
